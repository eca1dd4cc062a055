using System.Globalization;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger;
using HourExchange.Ledger.Books.Posting;
using HourExchange.Plumbing.Receiving;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Ledger.Books.Reading;

/// <summary>A book with three institutions, posted on three days and twice within the second one, value dates older and younger than what stood before.</summary>
[Trait("needs", "servers")]
public sealed class BalanceTests(House house) : IClassFixture<House>, IAsyncLifetime
{
    private const string Book = "KNOWN";

    public async ValueTask InitializeAsync()
    {
        await house.Start(LedgerService.Host);
        if (await BookTables.Count(house, Book) > 0)
        {
            return;
        }

        var corrected = Line(60, day: 10);
        await Post("2014-11-03T10:00:00Z", corrected, Line(30, day: 20, lender: "HETS", receiver: "HG"));
        await Post("2014-11-04T09:00:00Z", corrected with { PostingRevision = 2, TaughtMinutes = 45, CreditedMinutes = 45 });
        await Post("2014-11-04T15:30:00.000001Z", Line(15, day: 1), Line(7, day: 1, lender: "ISSM", receiver: "HG", domain: "formation-continue"));
        await Post("2014-11-05T00:00:00Z", Line(100, day: 10));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("2014-11-03T09:59:59.999999Z", 0, 0, 0)]
    [InlineData("2014-11-03T10:00:00Z", 30, -30, 0)]
    [InlineData("2014-11-03T11:00:00%2B01:00", 30, -30, 0)]
    [InlineData("2014-11-03T23:59:59.9999999Z", 30, -30, 0)]
    [InlineData("2014-11-04T00:00:00Z", 30, -30, 0)]
    [InlineData("2014-11-04T08:59:59Z", 30, -30, 0)]
    [InlineData("2014-11-04T09:00:00Z", 15, -15, 0)]
    [InlineData("2014-11-04T15:30:00Z", 15, -15, 0)]
    [InlineData("2014-11-04T15:30:00.000001Z", 23, -30, 7)]
    [InlineData("2014-11-04T23:59:59.9999999Z", 23, -30, 7)]
    [InlineData("2014-11-05T00:00:00Z", 123, -130, 7)]
    [InlineData("1900-01-01T00:00:00Z", 0, 0, 0)]
    public async Task What_was_known_at_a_moment_is_what_was_posted_by_then(string knownAt, long hg, long hets, long issm) =>
        Assert.Equal((hg, hets, issm), Minutes(await Ask($"asOf=2099-12-31&knownAt={knownAt}")));

    [Fact]
    public async Task What_will_be_known_nobody_knows() =>
        (await (await house.As("HG", "auditor")).AskLedger("books/KNOWN/balance?asOf=2099-12-31&knownAt=9000-12-31T23:59:59Z")).IsProblem(422, "known-at-ahead");

    [Theory]
    [InlineData("2014-09-30", "2014-11-05T00:00:00Z", 0, 0, 0)]
    [InlineData("2014-10-01", "2014-11-05T00:00:00Z", 8, -15, 7)]
    [InlineData("2014-10-01", "2014-11-04T15:30:00Z", 0, 0, 0)]
    [InlineData("2014-10-10", "2014-11-04T08:00:00Z", 60, -60, 0)]
    [InlineData("2014-10-10", "2014-11-04T09:00:00Z", 45, -45, 0)]
    [InlineData("2014-10-10", "2014-11-05T00:00:00Z", 153, -160, 7)]
    [InlineData("0001-01-01", "2014-11-05T00:00:00Z", 0, 0, 0)]
    [InlineData("9999-12-31", "2014-11-05T00:00:00Z", 123, -130, 7)]
    public async Task Value_date_and_moment_narrow_it_each_by_itself(string asOf, string knownAt, long hg, long hets, long issm) =>
        Assert.Equal((hg, hets, issm), Minutes(await Ask($"asOf={asOf}&knownAt={knownAt}")));

    [Theory]
    [InlineData("0001-01-01", 0, 0, 0)]
    [InlineData("2014-10-10", 153, -160, 7)]
    [InlineData("9999-12-31", 123, -130, 7)]
    public async Task Without_a_moment_all_that_is_posted_counts(string asOf, long hg, long hets, long issm) =>
        Assert.Equal((hg, hets, issm), Minutes(await Ask($"asOf={asOf}")));

    [Fact]
    public async Task Each_account_has_its_balance_and_its_mirror_the_opposite()
    {
        string[] accounts =
        [
            "HETS HG promotion 2014-2015 -130", "HG HETS promotion 2014-2015 130", "HG ISSM formation-continue 2014-2015 -7", "ISSM HG formation-continue 2014-2015 7",
        ];
        Assert.Equal(accounts, Accounts(await Ask("asOf=2014-12-31")));
        Assert.Equal(accounts, Accounts(await Ask("asOf=2014-12-31&knownAt=2014-11-05T00:00:00Z")));
        Assert.Equal(["HETS HG promotion 2014-2015 -15", "HG HETS promotion 2014-2015 15"], Accounts(await Ask("asOf=2014-12-31&knownAt=2014-11-04T12:00:00Z")));
        Assert.Empty(Accounts(await Ask("asOf=2014-12-31&knownAt=2014-11-01T12:00:00Z")));
    }

    [Theory]
    [InlineData("asOf=2014-12-31&knownAt=0001-01-01T00:00:00Z", "known-at-invalid")]
    [InlineData("asOf=2014-12-31&knownAt=9999-12-31T23:59:59Z", "known-at-invalid")]
    [InlineData("asOf=2014-12-31&knownAt=9999-12-31T23:59:59-01:00", "request-invalid")]
    [InlineData("asOf=2014-12-31&knownAt=yesterday", "request-invalid")]
    [InlineData("asOf=2014-02-30", "request-invalid")]
    [InlineData("asOf=0000-01-01", "request-invalid")]
    [InlineData("asOf=10000-01-01", "request-invalid")]
    [InlineData("", "request-invalid")]
    public async Task A_day_or_moment_that_is_none_is_told_so(string query, string code) =>
        (await (await house.As("HG", "finance")).AskLedger($"books/{Book}/balance?{query}")).IsProblem(400, code);

    private static InterventionConfirmed Line(int minutes, int day, string lender = "HG", string receiver = "HETS", string domain = "promotion")
    {
        var line = Given.Confirmed(book: Book, credited: minutes, lender: lender, receiver: receiver, day: day);
        return line with
        {
            Parties = ["HETS", "HG", "ISSM"],
            Domain = domain,
            Keys = [.. line.Keys.Zip([lender, receiver], (key, institution) => key with { Institution = institution })],
        };
    }

    /// <summary>As a ledger does whose clock stands there.</summary>
    private async Task Post(string moment, params InterventionConfirmed[] lines)
    {
        var services = (await house.Start(LedgerService.Host)).Services;
        var entries = ActivatorUtilities.CreateInstance<PostEntries>(services, new FixedClock(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture)));
        await ActivatorUtilities.CreateInstance<PostHours>(services, entries)
            .Handle([.. lines.Select(line => new Received<InterventionConfirmed>(Guid.CreateVersion7(), line))], default);
    }

    private async Task<Reply> Ask(string query) => (await (await house.As("ISSM", "auditor")).AskLedger($"books/{Book}/balance?{query}")).Is(200);

    private static (long Hg, long Hets, long Issm) Minutes(Reply reply)
    {
        var minutes = reply["balances"].EnumerateArray().ToDictionary(one => one.GetProperty("institution").GetString()!, one => one.GetProperty("minutes").GetInt64());
        return (minutes["HG"], minutes["HETS"], minutes["ISSM"]);
    }

    private static IEnumerable<string> Accounts(Reply reply) => reply["accounts"].EnumerateArray().Select(account => string.Join(
        ' ', new[] { "institution", "counterpart", "domain", "year", "minutes" }.Select(field => account.GetProperty(field).ToString())));
}
