using System.Text.Json;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Ledger.Years;

namespace HourExchange.Tests.Reporting.Reports.Balance;

[Trait("needs", "servers")]
public sealed class BalanceReportTests(House house) : IClassFixture<House>
{
    private static readonly string[] Kinds = ["opening", "given", "received", "late", "adjusted", "compensated", "settled", "carried"];

    [Fact]
    public async Task A_ledger_year_has_the_figures_of_its_statement_and_any_other_period_the_balance_of_the_ledger()
    {
        var work = await BookAtWork.Open(house, "BALANCE");
        await work.Post(290);
        await work.Post(100, lender: "HETS");
        await work.Close();
        // Of the closed year, and so late in the next one.
        await work.Post(45, "2014-12-01");
        await work.Post(30, "2015-10-01");
        var auditor = await house.As("HG", "auditor");
        await Eventually.Holds("Reporting has all that the ledger has", async () => await Complete(auditor) == await house.Scalar<long>(
            HourExchange.Ledger.LedgerService.Host, "select last_number from ledger.book where ref = 'BALANCE'"));

        foreach (var year in new[] { "2014-2015", "2015-2016" })
        {
            var statement = (await work.Statement(year))["figures"].EnumerateArray().ToList();
            foreach (var (institution, sign) in new[] { ("HETS", 1), ("HG", -1) })
            {
                var report = (await (await house.As(institution, "finance")).AskReporting($"reports/balance?agreement=BALANCE&year={year}")).Is(200);
                Assert.Equal(year, report["year"].GetString());
                var rows = report["rows"].EnumerateArray().ToList();
                Assert.Equal(statement.Count, rows.Count);
                foreach (var (ours, theirs) in rows.Zip(statement))
                {
                    Assert.Equal(institution, ours.GetProperty("institution").GetString());
                    // The statement is read as the first by code sees it; the other has given what it received.
                    Assert.Equal(Kinds.Select(kind => Of(theirs, sign > 0 || kind is not ("given" or "received") ? kind : kind == "given" ? "received" : "given") * (kind is "given" or "received" ? 1 : sign)), Kinds.Select(kind => Of(ours, kind)));
                    Assert.Equal(sign * Of(theirs, "balance"), Of(ours, "closing"));
                }

                Assert.Equal(Of(report["totals"][0], "closing"), rows.Sum(row => Of(row, "closing")));
            }
        }

        // Every day on which something counts, and the civil year in between.
        foreach (var day in new[] { "2014-09-30", "2014-10-01", "2015-08-30", "2015-08-31", "2015-09-01", "2015-12-31" })
        {
            var report = (await auditor.AskReporting($"reports/balance?agreement=BALANCE&from=2014-09-10&to={day}")).Is(200);
            var ledger = (await auditor.AskLedger($"books/BALANCE/balance?asOf={day}")).Is(200)["balances"].EnumerateArray().Single(balance => balance.GetProperty("institution").GetString() == "HG");
            Assert.Equal(Of(ledger, "minutes"), report["totals"].EnumerateArray().Sum(total => Of(total, "closing")));
        }

        var civil = (await auditor.AskReporting("reports/balance?agreement=BALANCE&from=2015-01-01&to=2015-12-31")).Is(200)["rows"][0];
        Assert.Equal([190, 30, 0, 45, 0, 0, 10, 0, 255], [.. Kinds.Append("closing").Select(kind => Math.Abs(Of(civil, kind)))]);
    }

    [Fact]
    public async Task Who_is_a_party_to_several_agreements_reads_them_together_and_nobody_reads_others()
    {
        var one = await BookAtWork.Open(house, "FIRST");
        await one.Post(60);
        var two = await BookAtWork.Open(house, "SECOND");
        await two.Post(90, lender: "HETS");
        var finance = await house.As("HETS", "finance");
        await Eventually.Equal("FIRST -60, SECOND 90", async () => string.Join(", ", (await finance.AskReporting("reports/balance?from=2014-09-01&to=2015-08-31")).Is(200)["totals"].EnumerateArray()
            .Where(total => total.GetProperty("agreement").GetString() is "FIRST" or "SECOND")
            .Select(total => $"{total.GetProperty("agreement").GetString()} {Of(total, "closing")}")));

        var stranger = await house.As("ISSM", "finance");
        (await stranger.AskReporting("reports/balance?agreement=FIRST&year=2014-2015")).IsProblem(404, "agreement-not-found");
        Assert.Equal(0, (await stranger.AskReporting("reports/balance?from=2014-09-01&to=2015-08-31")).Is(200)["rows"].GetArrayLength());
        (await finance.AskReporting("reports/balance?agreement=FIRST&year=2014-2016")).IsProblem(400, "request-invalid");
        (await finance.AskReporting("reports/balance?agreement=FIRST&from=2015-01-02&to=2015-01-01")).IsProblem(422, "period-reversed");
        (await finance.AskReporting("reports/balance?agreement=FIRST&from=2015-01-02")).IsProblem(422, "period-invalid");
        (await finance.AskReporting("reports/balance?agreement=FIRST&year=2014-2015&from=2015-01-02&to=2015-01-03")).IsProblem(422, "period-invalid");
        (await finance.AskReporting("reports/balance?agreement=FIRST&from=1900-01-01&to=2000-01-01")).IsProblem(422, "period-too-long");
        (await finance.AskReporting("reports/balance?agreement=FIRST&from=01/02/2015&to=2015-01-03")).IsProblem(400, "request-invalid");
    }

    private static async Task<long> Complete(Institution reader) =>
        (await reader.AskReporting("reports/balance?agreement=BALANCE&year=2014-2015")).Is(200)["books"].GetProperty("BALANCE").GetProperty("postings").GetInt64();

    private static long Of(JsonElement figures, string kind) => figures.GetProperty(kind).GetInt64();
}
