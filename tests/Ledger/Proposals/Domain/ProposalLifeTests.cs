using HourExchange.Ledger.Consenting;
using HourExchange.Plumbing;

namespace HourExchange.Tests.Ledger.Proposals.Domain;

public sealed class ProposalLifeTests
{
    private static readonly Refusal Stale = new(RefusalKind.Stale, "netting-hash-stale", "The netting has another hash: read it again.");

    /// <summary>"proposer" of HETS proposed, "first" of HETS has decided.</summary>
    [Theory]
    [InlineData(true, "HG", "second", null)]
    [InlineData(true, "HG", "proposer", "own-proposal")]
    [InlineData(true, "HG", "first", "own-proposal")]
    [InlineData(true, "HETS", "third", "decided-by-institution")]
    [InlineData(true, "HETS", "first", "decided-by-institution")]
    [InlineData(false, "HG", "second", "proposal-decided")]
    [InlineData(false, "HETS", "proposer", "proposal-decided")]
    public void Another_person_of_each_party_decides_once(bool open, string institution, string subject, string? code)
    {
        var asked = ProposalLife.Asked("h", Stale, ["HETS", "HG"], "HETS", "proposer", [("HETS", "first")]);
        foreach (var state in open ? ["open"] : new[] { "accepted", "refused" })
        {
            foreach (var (act, name) in new[] { (ProposalAct.Consent, "consent"), (ProposalAct.Refuse, "refuse") })
            {
                Assert.Equal(code, ProposalLife.Check(state, act, asked, institution, subject)?.Code);
                foreach (var role in new[] { "operator", "registrar", "approver", "finance", "management", "auditor", "admin" })
                {
                    Assert.Equal(code is null && role == "finance", ProposalLife.ActsOf(state, asked, institution, role, subject).Contains(name));
                }
            }
        }

        Assert.Equal("proposal-void", ProposalLife.Check("void", ProposalAct.Consent, asked, institution, subject)?.Code);
        Assert.Empty(ProposalLife.ActsOf("void", asked, institution, "finance", subject));
    }

    [Fact]
    public void Who_proposed_takes_it_back_until_the_institution_has_decided()
    {
        var untouched = ProposalLife.Asked("h", Stale, ["HETS", "HG"], "HETS", "proposer", [("HG", "second")]);
        Assert.Equal(["refuse"], ProposalLife.ActsOf("open", untouched, "HETS", "finance", "proposer"));
        Assert.Equal("own-proposal", ProposalLife.Check("open", ProposalAct.Consent, untouched, "HETS", "proposer")?.Code);
        // The same person at another party is not who proposed there.
        Assert.Equal("own-proposal", ProposalLife.Check("open", ProposalAct.Refuse, untouched, "HG", "proposer")?.Code);
        Assert.Equal("proposal-decided", ProposalLife.Check("accepted", ProposalAct.Refuse, untouched, "HETS", "proposer")?.Code);

        var decided = ProposalLife.Asked("h", Stale, ["HETS", "HG"], "HETS", "proposer", [("HETS", "first")]);
        Assert.Equal("decided-by-institution", ProposalLife.Check("open", ProposalAct.Refuse, decided, "HETS", "proposer")?.Code);
        Assert.Equal("own-proposal", ProposalLife.Check("open", ProposalAct.Consent, decided, "HETS", "proposer")?.Code);
    }

    [Fact]
    public void The_last_consent_carries_it_out_and_one_refusal_ends_it()
    {
        Assert.Equal("open", ProposalLife.Table.Next("open", ProposalAct.Consent, isWhole: false));
        Assert.Equal("accepted", ProposalLife.Table.Next("open", ProposalAct.Consent));
        Assert.Equal("refused", ProposalLife.Table.Next("open", ProposalAct.Refuse));
        Assert.Equal("void", ProposalLife.Table.Next("open", ProposalAct.Void));
        Assert.All(ProposalLife.Table.Steps, step => Assert.Equal("open", step.From));
    }

    [Fact]
    public void Another_hash_is_stale()
    {
        var asked = ProposalLife.Asked("h", Stale, ["HETS", "HG"], "HETS", "proposer", []);
        Assert.Equal((null, Stale), (asked.CheckHash("h"), asked.CheckHash("old")));
    }
}
