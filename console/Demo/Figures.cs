using System.Globalization;
using System.Text.Json;
using HourExchange.Contracts.Access;

namespace HourExchange.Console.Demo;

/// <summary>Balances and yearly figures as a director reads them: hours and minutes, totals under their rows.</summary>
internal static class Figures
{
    private const int Label = 34;
    private const int Column = 14;

    public static async Task Print(Api api, SampleAgreement agreement, IEnumerable<string> years)
    {
        foreach (var year in years)
        {
            var report = await api.Get(agreement.Parties[0], Roles.Management, $"{api.Addresses.Reporting}/api/v1/reports/yearly/{agreement.Ref}/{year}");
            PrintYear(agreement.Ref, year, report);
        }

        var asOf = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var balance = await api.Get(agreement.Parties[0], Roles.Finance, $"{api.Addresses.Ledger}/api/v1/books/{agreement.Ref}/balance?asOf={asOf:yyyy-MM-dd}");
        PrintBalance(agreement.Ref, asOf, balance.GetProperty("balances"));
    }

    /// <summary>Minutes as hours and minutes: 9590 is 159:50.</summary>
    public static string Hours(long minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? "-" : "")}{Math.Abs(minutes) / 60}:{Math.Abs(minutes) % 60:00}");

    private static void PrintYear(string agreement, string year, JsonElement report)
    {
        var complete = report.GetProperty("complete");
        var institutions = report.GetProperty("institutions").EnumerateArray().ToList();
        System.Console.WriteLine();
        System.Console.WriteLine($"  {agreement} · bilan {year} · complet jusqu'à l'écriture n° {complete.GetProperty("postings")}, empreinte {complete.GetProperty("hash").GetString()![..12]}…");
        Row("Institution", "Donné", "Reçu", "Solde", "Lignes");
        foreach (var row in institutions)
        {
            Row(row.GetProperty("institution").GetString()!, Cell(row, "given"), Cell(row, "received"), Cell(row, "net"), row.GetProperty("lines").ToString());
        }

        Row("Total", Total(institutions, "given"), Total(institutions, "received"), Total(institutions, "net"),
            institutions.Sum(row => row.GetProperty("lines").GetInt64()).ToString(CultureInfo.InvariantCulture));
        PrintBreakdown("Nature", "nature", report.GetProperty("byNature"), institutions);
        PrintBreakdown("Domaine", "domain", report.GetProperty("byDomain"), institutions);
    }

    private static void PrintBreakdown(string title, string field, JsonElement rows, List<JsonElement> institutions)
    {
        var parties = institutions.Select(row => row.GetProperty("institution").GetString()!).ToList();
        System.Console.WriteLine();
        Row([title, .. parties.Select(party => $"{party} donne"), "Ensemble"]);
        var given = rows.EnumerateArray().ToLookup(
            row => row.GetProperty(field).GetString()!,
            row => (Institution: row.GetProperty("institution").GetString()!, Minutes: row.GetProperty("given").GetInt64()));
        foreach (var group in given)
        {
            Row([group.Key, .. parties.Select(party => Hours(group.Where(row => row.Institution == party).Sum(row => row.Minutes))), Hours(group.Sum(row => row.Minutes))]);
        }

        var all = given.SelectMany(group => group).ToList();
        Row(["Total", .. parties.Select(party => Hours(all.Where(row => row.Institution == party).Sum(row => row.Minutes))), Hours(all.Sum(row => row.Minutes))]);
    }

    private static void PrintBalance(string agreement, DateOnly asOf, JsonElement balances)
    {
        System.Console.WriteLine();
        System.Console.WriteLine($"  {agreement} · soldes au {asOf:dd.MM.yyyy}, toutes années (positif : a plus donné que reçu)");
        foreach (var balance in balances.EnumerateArray())
        {
            Row(balance.GetProperty("institution").GetString()!, Cell(balance, "minutes"));
        }

        Row("Somme du livre", Hours(balances.EnumerateArray().Sum(balance => balance.GetProperty("minutes").GetInt64())));
        System.Console.WriteLine();
    }

    private static string Cell(JsonElement row, string field) => Hours(row.GetProperty(field).GetInt64());

    private static string Total(List<JsonElement> rows, string field) => Hours(rows.Sum(row => row.GetProperty(field).GetInt64()));

    private static void Row(params string[] cells) =>
        System.Console.WriteLine("    " + cells[0].PadRight(Label) + string.Concat(cells[1..].Select(cell => cell.PadLeft(Column))));
}
