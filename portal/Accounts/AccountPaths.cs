using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Portal.Accounts;

/// <summary>Addresses of the pages about accounts.</summary>
public static class AccountPaths
{
    public const string List = "/comptes";
    public const string Nettings = "/compensations";

    public static string Of(string book) => $"{List}/{Uri.EscapeDataString(book)}";

    public static string YearEnd(string book, string year) => $"{Of(book)}/bouclement/{Uri.EscapeDataString(year)}";

    /// <summary>Ended years without a posting that come before the one to close.</summary>
    public static string EmptyYears(string book) => $"{Of(book)}/annees-sans-heures";

    public static string Statement(string book, string year) => $"{Of(book)}/decompte/{Uri.EscapeDataString(year)}";

    /// <summary>The lines of a statement that make up one of its figures.</summary>
    /// <param name="figure">As the ledger names it; null: all that move the pair.</param>
    /// <param name="domain">Null: of all.</param>
    public static string StatementLines(string book, string year, int? edition, string? figure, string? institution, string? counterpart, string? domain) => QueryHelpers.AddQueryString(
        Statement(book, year), new Dictionary<string, string?>
        {
            ["edition"] = edition?.ToString(CultureInfo.InvariantCulture),
            ["chiffre"] = figure,
            ["de"] = institution,
            ["avec"] = counterpart,
            ["domaine"] = domain,
        }.Where(one => one.Value is not null)) + "#ecritures";

    public static string Proposals(string book) => $"{Of(book)}/propositions";

    public static string Reconciliations(string book) => $"{Of(book)}/rapprochement";

    public static string Reconciliation(string book, Guid id) => $"{Reconciliations(book)}/{id}";

    /// <summary>Where a figure of a balance comes from.</summary>
    /// <param name="column">As Reporting names it.</param>
    /// <param name="domain">Null: of all.</param>
    public static string Explain(string book, DateOnly from, DateOnly to, string column, string institution, string counterpart, string? domain) => QueryHelpers.AddQueryString(
        $"{Of(book)}/chiffre", new Dictionary<string, string?>
        {
            ["from"] = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["to"] = to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["column"] = column,
            ["institution"] = institution,
            ["counterpart"] = counterpart,
            ["domain"] = domain,
        }.Where(one => one.Value is not null));

    public static string Netting(Guid id) => $"{Nettings}/{id}";

    /// <summary>Where something that waits in the ledger is done.</summary>
    /// <returns>Null where no page is known.</returns>
    public static string? Waiting(string kind, Client.Ledger.WaitingItem item) => kind switch
    {
        "proposals-to-decide" when item.Book is { } book => Proposals(book),
        "years-to-draft" or "statements-to-sign" or "years-to-close" or "roots-to-countersign" when item is { Book: { } book, Year: { } year } => YearEnd(book, year),
        "reconciliations-to-answer" when item is { Book: { } book, Id: { } id } => Reconciliation(book, id),
        "payments-to-make" when item is { Book: { } book, Year: { } year } => YearEnd(book, year),
        "lines-to-register" when item is { Book: { } book, Id: { } id, Position: { } position } => QueryHelpers.AddQueryString(
            Reconciliation(book, id), [KeyValuePair.Create("constat", (string?)"missing-here"), KeyValuePair.Create("suite", (string?)(position - 1).ToString(CultureInfo.InvariantCulture))]) + $"#ecart-{position}",
        "lines-to-correct" when item.Id is { } line => Interventions.LinePaths.Of(line),
        "nettings-to-decide" or "payments-to-make" when item.Id is { } id => Netting(id),
        _ => null,
    };
}
