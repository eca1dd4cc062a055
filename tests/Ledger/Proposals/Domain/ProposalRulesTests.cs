using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Proposals.Domain;
using HourExchange.Tests.Ledger.Years.Domain;

namespace HourExchange.Tests.Ledger.Proposals.Domain;

public sealed class ProposalRulesTests
{
    private static readonly AgreementYears Agreement = new(
        [(new DateOnly(2014, 9, 1), GivenYear.Terms(null) with { AdmittedFrom = new Dictionary<string, DateOnly> { ["b"] = new(2015, 3, 1) } })], null);

    [Theory]
    [InlineData("a", "2014-10-01", null)]
    [InlineData("b", "2015-02-28", "domain-not-admitted")]
    [InlineData("b", "2015-03-01", null)]
    [InlineData("z", "2015-03-01", "domain-unknown")]
    [InlineData("a", "2014-08-31", "date-outside-agreement")]
    [InlineData("a", "2016-01-02", "date-in-future")]
    public void Minutes_are_of_a_domain_that_is_admitted_on_their_day(string domain, string day, string? code)
    {
        var entry = new ProposedEntry("HETS", "HG", domain, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), 60);
        Assert.Equal(code, ProposalRules.CheckEntries([entry], ["HETS", "HG"], Agreement, new DateOnly(2016, 1, 1))?.Code);
    }
}
