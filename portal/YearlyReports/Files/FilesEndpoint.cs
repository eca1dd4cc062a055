using HourExchange.Client.Reporting;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Words.Reading;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Portal.YearlyReports.Files;

/// <summary>A yearly report as files: the sheet to print, workbooks, tables, and what is frozen with its editions, to the byte.</summary>
public static class FilesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/impression/bilan/{agreement}/{year}", Print).For(Roles.Readers).TakesLong();
        routes.MapGet($"{ReportPaths.OfOne}/{ReportPaths.File}", (string agreement, string year, string? format, string? dialect, string? table, HttpContext http, ServiceFiles files) =>
            files.Of<ReportingClient>(QueryHelpers.AddQueryString(AtService(agreement, year), new Dictionary<string, string?>
            {
                ["format"] = format ?? "xlsx",
                ["dialect"] = dialect ?? "ch",
                ["table"] = table,
                ["language"] = PageLanguage.Of(http.Request),
            }.Where(one => one.Value is not null)))).For(Roles.Readers).TakesLong();
        routes.MapGet($"{ReportPaths.OfOne}/editions/{{number:int}}/{{name}}", (string agreement, string year, int number, string name, HttpContext http, ServiceFiles files) =>
            files.Of<ReportingClient>(
                $"{AtService(agreement, year)}/editions/{number}/files/{Uri.EscapeDataString(name)}", isShown: true,
                http.Request.Query.ContainsKey(ReportPaths.ToPrint) ? ReportPaths.Of(agreement, year) : null)).For(Roles.Readers).TakesLong();
    }

    /// <summary>As it is frozen, where nothing has changed since: a sheet that all have approved is not provisional.</summary>
    private static async Task<IResult> Print(string agreement, string year, HttpContext http, ServiceFiles files)
    {
        var language = PageLanguage.Of(http.Request);
        return await ReadPart.Of(http, agreement, year, "balance") is { Value: { IsFrozen: true, View: var view } }
            && ReportPaths.Print(view, Spelling.Of(language).Language) is var frozen && frozen != ReportPaths.Print(agreement, year)
            ? Results.Redirect(frozen)
            : await files.Of<ReportingClient>(
                QueryHelpers.AddQueryString(AtService(agreement, year), new Dictionary<string, string?> { ["format"] = "html", ["language"] = language }), isShown: true, ReportPaths.Of(agreement, year));
    }

    private static string AtService(string agreement, string year) => $"/api/v1/reports/yearly/{Uri.EscapeDataString(agreement)}/{Uri.EscapeDataString(year)}";
}
