using System.Text.Json;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Receiving;
using HourExchange.Plumbing.Text;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting;
using HourExchange.Reporting.Reports.Periodic;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Reporting.Rebuilding;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Reporting.Reports.Periodic;

/// <summary>An agreement of HETS and HG and its book as Reporting hears of them, on a clock that the test moves on.</summary>
internal sealed class HeardBook(House house, Broker broker, MovingClock clock, string book)
{
    public static readonly PeriodicSettings Impatient = new() { LookEvery = TimeSpan.FromMilliseconds(20), LookAgainAfter = TimeSpan.Zero };

    private static readonly string Start = new('0', 64);

    private readonly List<Posting> _withheld = [];
    private long _numbers, _told;

    public string Book => book;

    public static Action<IServiceCollection> On(MovingClock clock) => services => services.AddSingleton<TimeProvider>(clock).AddSingleton(Impatient).AddSingleton(Rebuilt.Impatient);

    /// <summary>In force from today on.</summary>
    public static async Task<HeardBook> Open(House house, WebApplication reporting, Broker broker, MovingClock clock, string book)
    {
        var content = Given.Agreement(book) with { Signed = clock.Today() };
        var terms = JsonSerializer.Serialize(content, StrictJson.Options);
        await reporting.Services.GetRequiredService<IBatchHandler<AgreementTermsChanged>>().Handle(
            [new Received<AgreementTermsChanged>(Guid.CreateVersion7(), new AgreementTermsChanged(
                book, 1, content.Signed, content.Parties, content.Currency, terms, Start, [new DatedTerms(content.Signed, terms)], null, 1))],
            default);
        var opened = new HeardBook(house, broker, clock, book);
        await opened.Done();
        return opened;
    }

    /// <summary>The ledger posts, and tells nobody yet.</summary>
    public void Post(DateOnly day, int minutes, string kind = "intervention")
    {
        var year = LabelledYear.Of(day, new YearStart(9, 1)).Label;
        var isTaught = kind == "intervention";
        _withheld.Add(new Posting(
            ++_numbers, kind, Guid.CreateVersion7(), 1, new("HETS", "HG", "formation-de-base", year), new("HG", "HETS", "formation-de-base", year), minutes, null, null,
            isTaught ? "HG-031" : null, isTaught ? "td" : null, isTaught ? "1" : null, isTaught ? "heure" : null, isTaught ? minutes : null, isTaught ? 1 : null,
            isTaught ? 1 : null, isTaught ? 1 : null, null, null, [], year, day, day, clock.GetUtcNow(), null, Hash(_numbers)));
    }

    /// <summary>What was posted comes in one message, and is applied.</summary>
    public async Task Tell()
    {
        await broker.Publish(new HoursPosted(book, ["HETS", "HG"], _told + 1, _numbers, Hash(_told), Hash(_numbers), [.. _withheld]));
        _withheld.Clear();
        _told = _numbers;
        await Eventually.Equal(_numbers, () => house.Scalar<long>(
            ReportingService.Host, "select coalesce(max(applied_number), 0) from reporting.book where ref = @book and generation = (select number from reporting.generation where live)", new { book }));
    }

    public async Task PostAndTell(DateOnly day, int minutes, string kind = "intervention")
    {
        Post(day, minutes, kind);
        await Tell();
    }

    /// <summary>The ledger says how far the book goes now.</summary>
    public Task SayHead() => broker.Publish(new BookHead(book, _numbers, Hash(_numbers), clock.GetUtcNow()));

    /// <summary>A day begins, the ledger says how far the book goes, and all that is due is built.</summary>
    public async Task MoveTo(DateOnly day)
    {
        clock.MoveTo(day);
        await SayHead();
        await Done();
    }

    /// <summary>All that ended before today is reported.</summary>
    public Task Done() => Eventually.Holds($"{book} is reported up to yesterday", () => house.Scalar<bool>(
        ReportingService.Host, "select exists (select from reporting.schedule where agreement = @book and done_to = @yesterday)", new { book, yesterday = clock.Today().AddDays(-1) }));

    public Task Waits(string because) => Eventually.Equal(because, () => house.Scalar<string>(
        ReportingService.Host, "select coalesce(max(waiting_because), '') from reporting.schedule where agreement = @book", new { book }));

    /// <summary>All editions, as <c>1.2 balance month 2014-09-01</c> and why late; in the order of building.</summary>
    public async Task<IReadOnlyList<JsonElement>> Reports()
    {
        var reader = await house.As("HETS", "auditor");
        var reports = new List<JsonElement>();
        for (var after = ""; after is not null;)
        {
            var page = (await reader.AskReporting($"reports?agreement={book}&limit=100{after}")).Is(200);
            reports.AddRange(page["reports"].EnumerateArray());
            after = page["next"].ValueKind == JsonValueKind.Null ? null : $"&after={page["next"].GetString()}";
        }

        return reports;
    }

    public static string Said(JsonElement report) =>
        $"{report.GetProperty("kind").GetString()} {report.GetProperty("number").GetInt32()}.{report.GetProperty("edition").GetInt32()} {report.GetProperty("span").GetString()} "
        + $"{report.GetProperty("from").GetString()} {report.GetProperty("lateBecause").GetString()}";

    private static string Hash(long number) => number == 0 ? Start : number.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);
}
