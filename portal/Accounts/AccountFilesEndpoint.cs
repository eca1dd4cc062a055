using HourExchange.Client.Ledger;
using HourExchange.Client.Reporting;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Portal.Accounts;

/// <summary>What pages about accounts show, as files and as sheets to print: handed on from the service that makes them.</summary>
public static class AccountFilesEndpoint
{
    private static readonly string[] Formats = ["xlsx", "csv", "html"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(AccountPaths.List + "/{book}/solde.{format}", (string book, string format, HttpContext http, ServiceFiles files) => Of<ReportingClient>(
            "api/v1/reports/balance", format, http, files,
            [("agreement", book), ("institution", http.Request.Query["vue"]), ("from", http.Request.Query["du"]), ("to", http.Request.Query["au"])], AccountPaths.Of(book))).For(Roles.Readers).TakesLong();
        routes.MapGet(AccountPaths.List + "/{book}/decompte/{year}/decompte.{format}", (string book, string year, string format, HttpContext http, ServiceFiles files) => Of<LedgerClient>(
            $"api/v1/books/{Uri.EscapeDataString(book)}/statement", format, http, files,
            [("year", year), ("edition", http.Request.Query["edition"]), ("table", http.Request.Query["table"])], AccountPaths.Statement(book, year))).For(Roles.Readers).TakesLong();
        routes.MapGet("/impression/decompte/{book}/{year}", (string book, string year, HttpContext http, ServiceFiles files) => Of<LedgerClient>(
            $"api/v1/books/{Uri.EscapeDataString(book)}/statement", "html", http, files, [("year", year), ("edition", http.Request.Query["edition"])], AccountPaths.Statement(book, year))).For(Roles.Readers).TakesLong();
        routes.MapGet(AccountPaths.List + "/{book}/journal.txt", (string book, ServiceFiles files) => files.Of<LedgerClient>($"api/v1/books/{Uri.EscapeDataString(book)}/journal")).For(Roles.Readers).TakesLong();
        routes.MapGet(AccountPaths.List + "/{book}/rapprochement/{id:guid}/rapprochement.{format}", (string book, Guid id, string format, HttpContext http, ServiceFiles files) => Of<LedgerClient>(
            $"api/v1/reconciliations/{id}", format, http, files, [("table", http.Request.Query["table"])], AccountPaths.Reconciliation(book, id))).For(Roles.Readers).TakesLong();
        routes.MapGet("/impression/rapprochement/{id:guid}", (Guid id, HttpContext http, ServiceFiles files) => Of<LedgerClient>(
            $"api/v1/reconciliations/{id}", "html", http, files, [], http.Request.Query["convention"].ToString() is { Length: > 0 } book ? AccountPaths.Reconciliation(book, id) : AccountPaths.List)).For(Roles.Readers).TakesLong();
    }

    private static Task<IResult> Of<TClient>(string path, string format, HttpContext http, ServiceFiles files, (string Name, string? Value)[] query, string? back = null) where TClient : class =>
        Formats.Contains(format)
            ? files.Of<TClient>(
                QueryHelpers.AddQueryString(path, query.Append(("format", format)).Append(("language", PageLanguage.Of(http.Request)))
                    .Where(one => !string.IsNullOrEmpty(one.Item2)).Select(one => KeyValuePair.Create(one.Item1, one.Item2))), isShown: format == "html", back)
            : Task.FromResult(FaultPages.NotFound);
}
