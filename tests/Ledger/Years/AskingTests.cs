using HourExchange.Ledger;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Ledger.Years;

[Trait("needs", "servers")]
public sealed class AskingTests(House house) : IClassFixture<House>
{
    [Theory]
    [InlineData("2014-2015", 409, "earlier-year-open")]
    [InlineData("2109-2110", 409, "year-running")]
    [InlineData("2014-2015 ", 400, "request-invalid")]
    [InlineData("2014", 404, "year-not-found")]
    [InlineData("9998-9999", 404, "year-not-found")]
    public async Task Nobody_is_asked_about_a_year_whose_turn_it_is_not(string year, int status, string code)
    {
        var book = "B-" + Guid.NewGuid().ToString("N")[..8];
        await HeardAgreement.In(house, book);
        (await (await house.As("HG", "finance")).PostToLedger($"books/{book}/years/{year}/statement")).IsProblem(status, code);
        Assert.Equal(0, await house.Scalar<long>(LedgerService.Host, "select count(*) from ledger.year_question where book = @book", new { book }));
    }
}
