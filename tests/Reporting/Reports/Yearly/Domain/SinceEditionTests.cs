using HourExchange.Reporting.Reports.Yearly;
using HourExchange.Reporting.Reports.Yearly.Domain;

namespace HourExchange.Tests.Reporting.Reports.Yearly.Domain;

public sealed class SinceEditionTests
{
    private const string Content = """{"year":"2014-2015","settlements":[{"payer":"HETS","payee":"HG","minutes":60,"amount":65.00,"currency":"CHF","paidOn":null}]}""";

    private const string Paid = """[{"payer":"HETS","payee":"HG","minutes":60,"amount":65.00,"currency":"CHF","paidOn":"2015-10-02"}]""";

    private static readonly SettlementFigures Open = new("HETS", "HG", 60, 65.00m, "CHF", null);

    [Fact]
    public void A_payment_that_was_taken_back_since_is_told_though_it_voids_no_approval()
    {
        var told = Assert.Single(SinceEdition.Of(Content, Paid, Content, [Open]));
        Assert.Equal(("settlements[HETS/HG].paidOn", "\"2015-10-02\"", null), (told.Path, told.Before, told.After));
    }

    [Fact]
    public void What_is_paid_as_it_was_is_no_change() => Assert.Empty(SinceEdition.Of(Content, Paid, Content, [Open with { PaidOn = new DateOnly(2015, 10, 2) }]));

    [Fact]
    public void Of_an_edition_that_kept_no_payments_the_content_alone_is_compared()
    {
        Assert.Empty(SinceEdition.Of(Content, null, Content, [Open with { PaidOn = new DateOnly(2015, 10, 2) }]));
        Assert.Equal("year", Assert.Single(SinceEdition.Of(Content, null, Content.Replace("2014-2015", "2015-2016", StringComparison.Ordinal), [Open])).Path);
    }
}
