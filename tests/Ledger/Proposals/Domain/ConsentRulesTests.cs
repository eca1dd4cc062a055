using HourExchange.Ledger.Consenting;

namespace HourExchange.Tests.Ledger.Proposals.Domain;

public sealed class ConsentRulesTests
{
    /// <summary>"proposer" of HETS proposed, "first" of HETS has decided.</summary>
    [Theory]
    [InlineData(true, "HG", "second", null)]
    [InlineData(true, "HETS", "proposer", "own-proposal")]
    [InlineData(true, "HG", "proposer", "own-proposal")]
    [InlineData(true, "HG", "first", "own-proposal")]
    [InlineData(true, "HETS", "third", "decided-by-institution")]
    [InlineData(true, "HETS", "first", "decided-by-institution")]
    [InlineData(false, "HG", "second", "proposal-decided")]
    [InlineData(false, "HETS", "proposer", "proposal-decided")]
    public void Another_person_of_each_party_decides_once(bool open, string institution, string subject, string? code) =>
        Assert.Equal(code, ConsentRules.Check(open, "proposer", [("HETS", "first")], institution, subject)?.Code);
}
