using System.Globalization;
using HourExchange.Client.Ledger;
using HourExchange.Client.Reporting;
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
            PrintYear((await api.Reporting(agreement.Parties[0], Roles.Management).GetYearlyReportAsync(agreement.Ref, year, null, null, null, null)).Result);
        }

        PrintBalance((await api.Ledger(agreement.Parties[0], Roles.Finance).GetBalanceAsync(
            agreement.Ref, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime))).Result);
    }

    /// <summary>Minutes as hours and minutes: 9590 is 159:50.</summary>
    public static string Hours(long minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? "-" : "")}{Math.Abs(minutes) / 60}:{Math.Abs(minutes) % 60:00}");

    private static void PrintYear(YearlyReport report)
    {
        var rows = report.Institutions;
        System.Console.WriteLine();
        System.Console.WriteLine($"  {report.Agreement} · bilan {report.Year} · complet jusqu'à l'écriture n° {report.Complete.Postings}, empreinte {report.Complete.Hash[..12]}…");
        Row("Institution", "Donné", "Reçu", "Solde", "Lignes");
        foreach (var row in rows)
        {
            Row(row.Institution, Hours(row.Given), Hours(row.Received), Hours(row.Net), $"{row.Lines}");
        }

        Row("Total", Hours(rows.Sum(row => row.Given)), Hours(rows.Sum(row => row.Received)), Hours(rows.Sum(row => row.Net)), $"{rows.Sum(row => row.Lines)}");
        var parties = rows.Select(row => row.Institution).ToList();
        PrintBreakdown("Nature", parties, report.ByNature.Select(row => (row.Nature, row.Institution, row.Given)));
        PrintBreakdown("Domaine", parties, report.ByDomain.Select(row => (row.Domain, row.Institution, row.Given)));
    }

    private static void PrintBreakdown(string title, List<string> parties, IEnumerable<(string Of, string Institution, long Given)> rows)
    {
        System.Console.WriteLine();
        Row([title, .. parties.Select(party => $"{party} donne"), "Ensemble"]);
        foreach (var (name, group) in rows.GroupBy(row => row.Of).Select(group => (group.Key, group.AsEnumerable())).Append(("Total", rows)))
        {
            Row([name, .. parties.Select(party => Hours(group.Where(row => row.Institution == party).Sum(row => row.Given))), Hours(group.Sum(row => row.Given))]);
        }
    }

    private static void PrintBalance(BalanceView balance)
    {
        System.Console.WriteLine();
        System.Console.WriteLine($"  {balance.Book} · soldes au {balance.AsOf:dd.MM.yyyy}, toutes années (positif : a plus donné que reçu)");
        foreach (var one in balance.Balances)
        {
            Row(one.Institution, Hours(one.Minutes));
        }

        Row("Somme du livre", Hours(balance.Balances.Sum(one => one.Minutes)));
        System.Console.WriteLine();
    }

    private static void Row(params string[] cells) =>
        System.Console.WriteLine("    " + cells[0].PadRight(Label) + string.Concat(cells[1..].Select(cell => cell.PadLeft(Column))));
}
