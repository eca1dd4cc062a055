using System.Net;
using System.Text;
using System.Text.Json;
using HourExchange.Contracts.Reporting.V1;
using HourExchange.Ledger;
using HourExchange.Ledger.Books.Announcing;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Text;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Ledger.Years;
using HourExchange.Tests.Reporting.Rebuilding;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HourExchange.Tests.Reporting.Reports.Periodic;

[Trait("needs", "servers")]
public sealed class PeriodicReportsTests(House house) : IClassFixture<House>
{
    private static readonly MovingClock Clock = new(new DateTimeOffset(2014, 8, 31, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Three_months_with_two_instances_and_a_restart_have_their_reports_once_numbered_hashed_and_announced()
    {
        var (reporting, september) = await Begin();
        var other = await house.StartAnother(ReportingService.Host, HeardBook.On(Clock));
        await using var broker = await Broker.Connect(house);
        var listening = await broker.Listen(Wire.ContractOf(typeof(ReportBuilt)));
        var book = await HeardBook.Open(house, reporting, broker, Clock, "ONCE");
        for (var month = 0; month < 3; month++)
        {
            await book.PostAndTell(september.AddMonths(month).AddDays(9), 60 + month);
            if (month == 1)
            {
                await house.Stop(reporting);
                await house.Start(ReportingService.Host, HeardBook.On(Clock));
            }

            await book.MoveTo(september.AddMonths(month + 1));
        }

        await house.Stop(other);
        var reports = await book.Reports();
        Assert.Equal(
            Enumerable.Range(0, 3).SelectMany(month => new[] { "balance", "tariff" }.Select(kind => $"{kind} {month + 1}.1 month {september.AddMonths(month):yyyy-MM-dd} ")),
            reports.Select(HeardBook.Said));
        await Announced(broker, listening, reports);

        // What is kept is what was read then, to the byte, in every form.
        var reader = await house.As("HETS", "auditor");
        var (from, to) = (september.AddMonths(2), september.AddMonths(3).AddDays(-1));
        foreach (var report in reports.TakeLast(2))
        {
            var (id, kind) = (report.GetProperty("id").GetString(), report.GetProperty("kind").GetString());
            var view = (await reader.AskReporting($"reports/{id}")).Is(200);
            Assert.Equal(
                [$"{kind}.csv", $"{kind}.html", $"{kind}.json", $"{kind}.rfc4180.csv", $"{kind}.xlsx"],
                view["files"].EnumerateArray().Select(file => file.GetProperty("name").GetString()!));
            foreach (var file in view["files"].EnumerateArray())
            {
                Assert.Equal(file.GetProperty("hash").GetString(), ContentHash.Of((await File(reader, id!, file.GetProperty("name").GetString()!)).Bytes));
            }

            var json = (await File(reader, id!, $"{kind}.json")).Text;
            Assert.Equal(report.GetProperty("hash").GetString(), ContentHash.Of(json));
            Assert.Equal((await reader.AskReporting($"reports/{kind}?agreement=ONCE&from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}")).Is(200).Text, json);
            Assert.Contains("N°\u00a03, édition 1", WebUtility.HtmlDecode((await File(reader, id!, $"{kind}.html")).Text), StringComparison.Ordinal);
            Assert.Contains("Nr. 3, Fassung 1", (await reader.AskReporting($"reports/{id}?format=html&language=de")).Is(200).Text, StringComparison.Ordinal);
        }

        await OnlyItsPartiesReadIt(reports[0].GetProperty("id").GetString()!);
        Assert.Equal("tariff 3.1", string.Join(' ', HeardBook.Said(Assert.Single((await reader.AskReporting($"reports?agreement=ONCE&kind=tariff&from={from:yyyy-MM-dd}")).Is(200)["reports"]
            .EnumerateArray())).Split(' ').Take(2)));
        foreach (var change in new[] { "update reporting.built_report set hash = '' returning 1", "delete from reporting.built_file returning 1" })
        {
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => house.Scalar<int>(ReportingService.Host, change));
        }
    }

    [Fact]
    public async Task What_waits_for_postings_for_the_ledger_or_for_us_is_late_says_why_and_is_whole()
    {
        var (reporting, september) = await Begin();
        await using var broker = await Broker.Connect(house);
        var book = await HeardBook.Open(house, reporting, broker, Clock, "LATE");

        // The ledger tells of two postings, and one has come.
        await book.PostAndTell(september.AddDays(9), 60);
        book.Post(september.AddDays(29), 30);
        Clock.MoveTo(september.AddMonths(1));
        await book.SayHead();
        await book.Waits("postings-missing");
        Clock.MoveTo(september.AddMonths(1).AddDays(2));
        await book.SayHead();
        await book.Tell();
        await book.Done();

        // All has come, but nobody says so on that day.
        Clock.MoveTo(september.AddMonths(2));
        await book.Waits("ledger-silent");
        await book.MoveTo(september.AddMonths(2).AddDays(1));

        await house.Stop(reporting);
        Clock.MoveTo(september.AddMonths(3).AddDays(3));
        await house.Start(ReportingService.Host, HeardBook.On(Clock));
        await book.SayHead();
        await book.Done();
        await book.MoveTo(september.AddMonths(4));

        var reports = await book.Reports();
        Assert.Equal(
            [("1", "postings-missing"), ("2", "ledger-silent"), ("3", "service-away"), ("4", null)],
            reports.Where(report => report.GetProperty("kind").GetString() == "balance")
                .Select(report => (report.GetProperty("number").GetRawText(), report.GetProperty("lateBecause").GetString())));
        var reader = await house.As("HG", "finance");
        var late = reports[0].GetProperty("id").GetString()!;
        Assert.Equal(90, Received((await File(reader, late, "balance.json")).Text));
        Assert.Contains("En retard\u00a0: des écritures manquaient", WebUtility.HtmlDecode((await File(reader, late, "balance.html")).Text), StringComparison.Ordinal);

        // An adjustment moves minutes and values nothing: the tariff report stays.
        await book.PostAndTell(september.AddDays(9), 7, "adjustment");
        await book.MoveTo(september.AddMonths(4).AddDays(1));
        Assert.Equal([$"balance 1.2 month {september:yyyy-MM-dd} "], (await book.Reports()).Skip(reports.Count).Select(HeardBook.Said));
    }

    [Fact]
    public async Task What_comes_later_makes_one_new_edition_that_names_it_and_a_rebuild_makes_none()
    {
        var (_, september) = await Begin();
        var work = await BookAtWork.Open(house, "EDITIONS");
        var ledger = await house.Start(LedgerService.Host);
        await work.Post(60, $"{september.AddDays(9):yyyy-MM-dd}");
        await work.Post(40, $"{september.AddMonths(1).AddDays(9):yyyy-MM-dd}");
        // A book without a posting is told of too: once a day, with the moment.
        await HeardAgreement.In(house, "QUIET");
        await ledger.Services.GetServices<IHostedService>().OfType<AnnounceHeads>().Single().Announce();
        await Eventually.Equal("EDITIONS 2, QUIET 0", () => house.Scalar<string>(
            ReportingService.Host, "select string_agg(book || ' ' || number, ', ' order by book) from reporting.told_head where book in ('EDITIONS', 'QUIET') and told_at > now() - interval '1 hour'"));
        await using var broker = await Broker.Connect(house);
        var book = new HeardBook(house, broker, Clock, "EDITIONS");
        await Applied(2);
        foreach (var day in new[] { september.AddMonths(1), september.AddMonths(2) })
        {
            Clock.MoveTo(day);
            await book.Done();
        }

        // Three come one after the other.
        foreach (var minutes in new[] { 30, 20, 10 })
        {
            await work.Post(minutes, $"{september.AddDays(19):yyyy-MM-dd}");
        }

        await Applied(5);
        var first = await book.Reports();
        Assert.Equal(4, first.Count);
        Clock.Move(TimeSpan.FromDays(1));
        await book.Done();
        var reports = await book.Reports();
        Assert.Equal([$"balance 1.2 month {september:yyyy-MM-dd} ", $"tariff 1.2 month {september:yyyy-MM-dd} "], reports.Skip(4).Select(HeardBook.Said));
        var reader = await house.As("HETS", "management");
        var view = (await reader.AskReporting($"reports/{reports[4].GetProperty("id").GetString()}")).Is(200);
        Assert.Equal("""{"count":3,"first":3,"last":5}""", view["report"].GetProperty("since").GetRawText());
        Assert.Equal(
            ["rows[HETS/HG/formation-de-base].received 60 120", "rows[HETS/HG/formation-de-base].closing -60 -120", "totals[HETS/HG].received 60 120", "totals[HETS/HG].closing -60 -120"],
            view["differences"].EnumerateArray().Select(one => $"{one.GetProperty("path").GetString()} {one.GetProperty("before").GetString()} {one.GetProperty("after").GetString()}"));

        var files = await house.Scalar<string>(ReportingService.Host, "select string_agg(report || name || hash, ' ' order by report, name) from reporting.built_file");
        var left = await house.Scalar<int>(ReportingService.Host, "select number from reporting.generation where live");
        Assert.NotEqual(left, await Rebuilt.Run(house));
        Clock.Move(TimeSpan.FromDays(1));
        await book.Done();
        Assert.Equal(reports.Select(report => report.GetRawText()), (await book.Reports()).Select(report => report.GetRawText()));
        Assert.Equal(files, await house.Scalar<string>(ReportingService.Host, "select string_agg(report || name || hash, ' ' order by report, name) from reporting.built_file"));
    }

    /// <returns>A running service, and today, the first day of an academic year in which nothing has been reported.</returns>
    private async Task<(WebApplication Reporting, DateOnly September)> Begin()
    {
        var september = LabelledYear.Of(Clock.Today(), new YearStart(9, 1)).LastDay.AddDays(1);
        Clock.MoveTo(september);
        return (await house.Start(ReportingService.Host, HeardBook.On(Clock)), september);
    }

    private async Task OnlyItsPartiesReadIt(string id)
    {
        var stranger = await house.As("ISSM", "auditor");
        (await stranger.AskReporting($"reports/{id}")).IsProblem(404, "report-not-found");
        (await stranger.AskReporting($"reports/{id}/files/balance.json")).IsProblem(404, "report-not-found");
        (await stranger.AskReporting("reports?agreement=ONCE")).IsProblem(404, "agreement-not-found");
        Assert.Empty((await stranger.AskReporting("reports")).Is(200)["reports"].EnumerateArray());
        (await (await house.As("HETS", "admin")).AskReporting($"reports/{id}/files/balance.json")).IsProblem(403, "role-missing");
        var party = await house.As("HG", "registrar");
        (await party.AskReporting($"reports/{id}/files/bilan.json")).IsProblem(404, "report-not-found");
        (await party.AskReporting("reports?kind=bilan")).IsProblem(422, "report-kind-unknown");
    }

    private static async Task Announced(Broker broker, string listening, IReadOnlyList<JsonElement> reports)
    {
        var told = new List<ReportBuilt>();
        await Eventually.Holds("every report is announced", async () =>
        {
            while (await broker.Take(listening) is { } message)
            {
                told.Add(JsonSerializer.Deserialize<ReportBuilt>(Encoding.UTF8.GetString(message.Body.Span), Wire.Json)!);
            }

            return told.Select(one => one.Report).Distinct().Count() >= reports.Count;
        });
        Assert.Equal(
            reports.Select(report => (report.GetProperty("id").GetGuid(), report.GetProperty("hash").GetString(), report.GetProperty("number").GetInt32(), report.GetProperty("postings").GetInt64())).Order(),
            told.Where(one => one.Agreement == "ONCE").Select(one => (one.Report, (string?)one.Hash, one.Number, one.Postings)).Distinct().Order());
    }

    private Task Applied(int number) => Eventually.Equal((long)number, () => house.Scalar<long>(
        ReportingService.Host, "select coalesce(max(applied_number), 0) from reporting.book where ref = 'EDITIONS' and generation = (select number from reporting.generation where live)"));

    private static async Task<Reply> File(Institution reader, string id, string name) => (await reader.AskReporting($"reports/{id}/files/{name}")).Is(200);

    private static long Received(string balance) =>
        JsonSerializer.Deserialize<JsonElement>(balance).GetProperty("rows")[0].GetProperty("received").GetInt64();
}
