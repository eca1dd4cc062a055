using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Domain;

namespace HourExchange.Tests.Ledger.Years.Domain;

public sealed class YearLifeTests
{
    private static readonly string[] Roles = ["operator", "registrar", "approver", "finance", "management", "auditor", "admin", YearLife.Ledger];

    /// <summary>Each act in each state, written down a second time: where it leads, or why it does not.</summary>
    private static readonly Dictionary<string, string> Life = new()
    {
        ["open Draft"] = "drafted",
        ["open Withdraw"] = "no-statement",
        ["open Sign"] = "no-statement",
        ["open Refuse"] = "no-statement",
        ["open Close"] = "no-statement",
        ["open Countersign"] = "no-statement",
        ["open Reopen"] = "year-not-closed",
        ["drafted Draft"] = "drafted",
        ["drafted Withdraw"] = "open",
        ["drafted Sign"] = "signed",
        ["drafted Refuse"] = "open",
        ["drafted Close"] = "statement-unsigned",
        ["drafted Countersign"] = "year-closed",
        ["drafted Reopen"] = "year-not-closed",
        ["signed Draft"] = "year-signed",
        ["signed Withdraw"] = "year-closed",
        ["signed Sign"] = "signed",
        ["signed Refuse"] = "open",
        ["signed Close"] = "closing",
        ["signed Countersign"] = "year-closed",
        ["signed Reopen"] = "year-not-closed",
        ["closing Draft"] = "year-signed",
        ["closing Withdraw"] = "year-closed",
        ["closing Sign"] = "year-closed",
        ["closing Refuse"] = "year-closed",
        ["closing Close"] = "year-closed",
        ["closing Countersign"] = "closing/closed",
        ["closing Reopen"] = "year-not-closed",
        ["closed Draft"] = "year-signed",
        ["closed Withdraw"] = "year-closed",
        ["closed Sign"] = "year-closed",
        ["closed Refuse"] = "year-closed",
        ["closed Close"] = "year-closed",
        ["closed Countersign"] = "year-closed",
        ["closed Reopen"] = "open",
    };

    public static TheoryData<string> States => [YearState.Open, YearState.Drafted, YearState.Signed, YearState.Closing, YearState.Closed];

    [Theory]
    [MemberData(nameof(States))]
    public void What_the_table_says_happens_and_nothing_else_does(string state)
    {
        foreach (var (act, role) in Enum.GetValues<YearAct>().SelectMany(act => Roles.Select(role => (act, role))))
        {
            var expected = Life[$"{state} {act}"];
            var told = $"{act} by {role} of a year that is {state}";
            var refusal = YearLife.Check(state, act);
            if (refusal is null)
            {
                var (first, whole) = (YearLife.Table.Next(state, act, isWhole: false), YearLife.Table.Next(state, act));
                Assert.True(expected == (first == whole ? whole : $"{first}/{whole}"), $"{told} leads to {first}, {whole}");
            }
            else
            {
                Assert.True(expected == refusal.Code, $"{told}: {refusal.Code}");
                Assert.Throws<InvalidOperationException>(() => YearLife.Table.Next(state, act));
            }

            var mayDo = refusal is null && role == (act == YearAct.Withdraw ? YearLife.Ledger : "finance");
            Assert.True(mayDo == YearLife.Table.ActsOf(state, role, _ => true).Contains(act.ToString().ToLowerInvariant()), told);
        }
    }

    [Fact]
    public void An_act_leads_from_a_state_in_one_way() => Assert.Distinct(YearLife.Table.Steps.Select(step => (step.From, step.Act)));

    [Theory]
    [MemberData(nameof(States))]
    public void A_posting_stands_in_a_year_that_is_open_and_makes_a_drafted_one_so(string state) => Assert.Equal(
        YearState.TakesPostings(state), state == YearState.Open || YearLife.Table.Allows(state, YearAct.Withdraw));

    /// <summary>Drafted by "drafter" of HETS; who has signed, as institution and person; who asks; what they may do.</summary>
    [Theory]
    [InlineData("open", "", "HG", "finance", "second", "draft")]
    [InlineData("open", "", "HG", "management", "second", "")]
    [InlineData("drafted", "", "HG", "finance", "second", "draft sign refuse")]
    [InlineData("drafted", "", "HETS", "finance", "drafter", "draft refuse")]
    [InlineData("drafted", "", "HG", "finance", "drafter", "draft refuse")]
    [InlineData("signed", "HETS:first", "HETS", "finance", "third", "refuse")]
    [InlineData("signed", "HETS:first", "HG", "finance", "second", "sign refuse")]
    [InlineData("signed", "HETS:first", "HG", "finance", "first", "refuse")]
    [InlineData("signed", "HETS:first HG:second", "HG", "finance", "second", "refuse close")]
    [InlineData("signed", "HETS:first HG:second", "HG", "approver", "second", "")]
    [InlineData("closing", "HETS:first HG:second", "HG", "finance", "second", "countersign")]
    [InlineData("closing", "HETS:first HG:second", "HETS", "finance", "drafter", "")]
    [InlineData("closed", "HETS:first HG:second", "HETS", "finance", "drafter", "reopen")]
    [InlineData("closed", "HETS:first HG:second", "HETS", "auditor", "x", "")]
    public void Somebody_may_do_what_would_not_be_refused(string state, string signed, string institution, string role, string subject, string acts) =>
        Assert.Equal(acts, string.Join(' ', Year(state, signed, "open").ActsOf(institution, role, subject, new DateOnly(2016, 10, 1))));

    [Fact]
    public void A_year_is_not_drafted_while_it_runs_nor_reopened_once_it_is_settled_or_the_next_is_signed()
    {
        Assert.Empty(Year("open", "", "open").ActsOf("HG", "finance", "second", new DateOnly(2015, 8, 31)));
        Assert.Empty(Year("closed", "", "signed").ActsOf("HG", "finance", "second", new DateOnly(2016, 10, 1)));
        Assert.Empty((Year("closed", "", "open") with { IsSettled = true }).ActsOf("HG", "finance", "second", new DateOnly(2016, 10, 1)));
    }

    private static YearAtHand Year(string state, string signed, string next) => new(
        GivenYear.First, new AgreementYears([(new DateOnly(2014, 9, 1), GivenYear.Terms(null))], null),
        [
            new BookYear("HETS-HG", "2014-2015", GivenYear.First.FirstDay, GivenYear.First.LastDay, state, null),
            new BookYear("HETS-HG", "2015-2016", new DateOnly(2015, 9, 1), new DateOnly(2016, 8, 31), next, null),
        ],
        ["HETS", "HG"], "drafter",
        [
            .. from one in signed.Split(' ', StringSplitOptions.RemoveEmptyEntries)
               let words = one.Split(':')
               select new Signature(words[0], Signature.OfContent, words[1], "h", DateTime.UnixEpoch),
        ],
        IsSettled: false);
}
