using System.Text.Json;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Plumbing.Sheets;

namespace HourExchange.Tests.Reporting.Reports;

/// <summary>The reports of a year in every format, read again and compared with what the ledger itself says.</summary>
internal static class PrintedReports
{
    public static Task Await(Institution reader, string book, string year, int postings) => Eventually.Equal(postings, async () =>
        (await reader.AskReporting($"reports/yearly/{book}/{year}")) is { Status: 200 } reply ? reply["complete"].GetProperty("postings").GetInt32() : 0);

    /// <summary>Every printed total is the sum of its printed lines, and what each party gave less what it received is what moved its balance in the ledger.</summary>
    /// <returns>Minutes given and received, by party.</returns>
    public static async Task<IReadOnlyDictionary<string, (long Given, long Received)>> Agree(Institution reader, string book, string[] parties, DateOnly firstDay)
    {
        var (year, lastDay) = ($"{firstDay.Year}-{firstDay.Year + 1}", firstDay.AddYears(1).AddDays(-1));
        var yearly = $"reports/yearly/{book}/{year}";
        var whole = (await reader.AskReporting(yearly)).Is(200);
        var report = whole["institutions"].EnumerateArray().ToDictionary(
            row => row.GetProperty("institution").GetString()!, row => (row.GetProperty("given").GetInt64(), row.GetProperty("received").GetInt64()));
        var (before, after) = (await Balances(reader, book, firstDay.AddDays(-1)), await Balances(reader, book, lastDay));
        var annex = await Totals($"{yearly}?format=csv&dialect=rfc4180&table=annex", reader);
        var tables = new[] { await Totals($"{yearly}?format=csv&dialect=rfc4180&table=natures", reader), await Totals($"{yearly}?format=csv&dialect=rfc4180&table=domains", reader) };
        foreach (var party in parties)
        {
            var (given, received) = report.GetValueOrDefault(party);
            Assert.Equal(after.GetValueOrDefault(party) - before.GetValueOrDefault(party), given - received);
            Assert.Equal(given, annex[$"credited-{party}Minutes"]);
            Assert.All(tables, table => Assert.Equal(given, table[$"gives-{party}Minutes"]));
        }

        // The same year among agreements: by value dates, row by row of who gave.
        foreach (var table in new[] { "natures", "domains" })
        {
            var rows = PrintedSums.RowsOfCsv((await reader.AskReporting($"reports/yearly?agreement={book}&year={year}&format=csv&dialect=rfc4180&table={table}")).Is(200).Text);
            Assert.All(parties, party => Assert.Equal(report.GetValueOrDefault(party).Item1, rows.Where(row => row["kind"] == "line" && row["from"] == party)
                .Sum(row => long.Parse(row["givenMinutes"], System.Globalization.CultureInfo.InvariantCulture))));
        }

        if (parties.Length == 2)
        {
            var own = parties[0];
            if (whole["method"].GetProperty("carryCapMinutes") is { ValueKind: JsonValueKind.Number } cap)
            {
                await GroupsAgree(reader, yearly, cap.GetInt64(), after.GetValueOrDefault(own) - before.GetValueOrDefault(own));
            }

            // The year, and periods of which one end cuts what is summed by years.
            foreach (var (from, to) in new[] { (firstDay, lastDay), (firstDay.AddDays(41), lastDay.AddDays(30)), (firstDay.AddDays(-30), firstDay.AddDays(253)) })
            {
                var period = await Totals($"reports/balance?agreement={book}&from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}&format=csv&dialect=rfc4180", reader);
                var (opening, closing) = ((await Balances(reader, book, from.AddDays(-1))).GetValueOrDefault(own), (await Balances(reader, book, to))[own]);
                Assert.Equal((opening, closing), ((long)period["openingMinutes"], (long)period["closingMinutes"]));
                Assert.True((from, to) != (firstDay, lastDay) || report[own] == ((long)period["givenMinutes"], (long)period["receivedMinutes"]));
            }
        }

        foreach (var path in Paths(book, year))
        {
            Assert.NotEqual(0, PrintedSums.OfPage((await reader.AskReporting($"{path}format=html")).Is(200).Bytes));
            Assert.NotEqual(0, PrintedSums.OfWorkbook((await reader.AskReporting($"{path}format=xlsx")).Is(200).Bytes));
        }

        return report;
    }

    /// <summary>What the cap lets through and what lies beyond it, by compensation group, is what moved the ledger's balance in an open year, split.</summary>
    private static async Task GroupsAgree(Institution reader, string yearly, long cap, long balance)
    {
        var rows = PrintedSums.RowsOfCsv((await reader.AskReporting($"{yearly}?format=csv&dialect=rfc4180&table=groups")).Is(200).Text).Where(row => row["kind"] == "line").ToList();
        Assert.NotEmpty(rows);
        static long Minutes(Dictionary<string, string> row, string column) => long.Parse(row[column + "Minutes"], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(balance, rows.Sum(row => Minutes(row, "balanceBefore")));
        Assert.All(rows, row =>
        {
            Assert.Equal(Minutes(row, "balanceBefore"), Minutes(row, "withinCap") + Minutes(row, "beyondCap"));
            Assert.Equal(Math.Min(cap, Math.Abs(Minutes(row, "balanceBefore"))), Math.Abs(Minutes(row, "withinCap")));
        });
    }

    /// <summary>The workbooks of a year's reports: what LibreOffice computes for each formula is what is kept in it.</summary>
    /// <returns>How many formulas were computed.</returns>
    public static async Task<int> ComputeAgain(Institution reader, string book, string year)
    {
        var computed = 0;
        foreach (var path in Paths(book, year))
        {
            computed += await PrintedSums.OfLibreOffice((await reader.AskReporting($"{path}format=xlsx")).Is(200).Bytes);
        }

        return computed;
    }

    private static string[] Paths(string book, string year) =>
        [$"reports/yearly/{book}/{year}?", $"reports/balance?agreement={book}&year={year}&", $"reports/tariff?agreement={book}&year={year}&", $"reports/yearly?agreement={book}&year={year}&"];

    private static async Task<Dictionary<string, decimal>> Totals(string path, Institution reader) => PrintedSums.OfCsv((await reader.AskReporting(path)).Is(200).Text);

    /// <summary>By party, of all its accounts together.</summary>
    private static async Task<Dictionary<string, long>> Balances(Institution reader, string book, DateOnly day) =>
        (await reader.AskLedger($"books/{book}/balance?asOf={day:yyyy-MM-dd}")).Is(200)["balances"].EnumerateArray()
            .GroupBy(balance => balance.GetProperty("institution").GetString()!).ToDictionary(party => party.Key, party => party.Sum(balance => balance.GetProperty("minutes").GetInt64()));
}
