using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Domain;

namespace HourExchange.Tests.Ledger.Years.Domain;

public sealed class DraftRulesTests
{
    private static readonly AgreementYears Agreement = new([(new DateOnly(2013, 9, 1), GivenYear.Terms(null))], null);

    /// <summary>Where 2013-2014 and 2014-2015 stand, today, and why 2014-2015 cannot be drafted.</summary>
    [Theory]
    [InlineData("closed", "open", "2015-09-01", null)]
    [InlineData("closed", "drafted", "2015-09-01", null)]
    [InlineData("closed", "open", "2015-08-31", "year-running")]
    [InlineData("open", "open", "2015-09-01", "earlier-year-open")]
    [InlineData("closing", "open", "2015-09-01", null)]
    [InlineData("signed", "open", "2015-09-01", "earlier-year-open")]
    [InlineData("closed", "signed", "2015-09-01", "year-signed")]
    [InlineData("closed", "closing", "2015-09-01", "year-signed")]
    [InlineData("closed", "closed", "2015-09-01", "year-signed")]
    public void Years_are_drafted_in_their_order_once_they_have_ended(string before, string state, string today, string? code)
    {
        var refusal = DraftRules.CheckOrder(
            GivenYear.First, Agreement,
            [
                new BookYear("HETS-HG", "2013-2014", new DateOnly(2013, 9, 1), new DateOnly(2014, 8, 31), before, null),
                new BookYear("HETS-HG", "2014-2015", GivenYear.First.FirstDay, GivenYear.First.LastDay, state, null),
            ],
            DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(code, refusal?.Code);
        Assert.Equal(code == "earlier-year-open" ? "2013-2014" : null, refusal?.Extensions.GetValueOrDefault("year"));
    }

    [Fact]
    public void A_year_of_which_nothing_is_known_is_open() =>
        Assert.Equal("earlier-year-open", DraftRules.CheckOrder(GivenYear.First, Agreement, [], new DateOnly(2016, 1, 1))?.Code);

    /// <summary>
    /// Disputed lines (7 and 8 are posted), those excluded, those counted, how many disputed lines there are in all, confirmed and its
    /// hash, unposted; why it cannot be drafted, and for which lines.
    /// </summary>
    [Theory]
    [InlineData("", "", "", 0, 2, "h", 0, null)]
    [InlineData("1 2", "2 1", "", 2, 2, "h", 0, null)]
    [InlineData("1 7", "1", "7", 2, 2, "h", 0, null)]
    [InlineData("1 2", "1", "", 2, 2, "h", 0, "lines-disputed 2")]
    [InlineData("1 7 8", "1", "7", 3, 2, "h", 0, "lines-disputed 8")]
    [InlineData("1", "", "", 1, 2, "h", 0, "lines-disputed 1")]
    [InlineData("1", "1", "", 1001, 2, "h", 0, "lines-disputed")]
    [InlineData("1", "1 3", "", 1, 2, "h", 0, "line-not-disputed 3")]
    [InlineData("1", "1", "8", 1, 2, "h", 0, "line-not-disputed 8")]
    [InlineData("1 7", "1 7", "", 2, 2, "h", 0, "line-posted 7")]
    [InlineData("1 7", "7", "1 7", 2, 2, "h", 0, "line-posted 7")]
    [InlineData("1 7", "", "1 7", 2, 2, "h", 0, "line-not-posted 1")]
    [InlineData("", "", "", 0, 3, "h", 0, "lines-unposted 9")]
    [InlineData("", "", "", 0, 2, "other", 0, "lines-unposted 9")]
    [InlineData("", "", "", 0, 2, "h", 1, "lines-unposted 9")]
    public void Disputed_lines_are_named_for_what_they_are_and_what_is_confirmed_is_posted(
        string disputed, string excluded, string counted, int disputedCount, int confirmed, string hash, int unposted, string? expected)
    {
        var answer = new YearLinesCounted(Guid.Empty, "HETS-HG", "2014-2015", confirmed, hash, [], 5, Ids(disputed), disputedCount, Ids("9"), unposted);
        var refusal = DraftRules.CheckLines(
            answer, new NamedDisputes(Ids(excluded), Ids(counted)), [.. Ids("7 8").Select(line => new ContestedLine(12, line, 60))], (2, "h"));
        Assert.Equal(expected?.Split(' ')[0], refusal?.Code);
        Assert.Equal(Ids(string.Join(' ', expected?.Split(' ')[1..] ?? [])), refusal?.Extensions["lines"] as IReadOnlyList<Guid> ?? []);
    }

    private static Guid[] Ids(string numbers) =>
        [.. numbers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => new Guid(int.Parse(number, null), 0, 0, new byte[8]))];
}
