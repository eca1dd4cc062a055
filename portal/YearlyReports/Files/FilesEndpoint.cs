using HourExchange.Client.Reporting;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Portal.YearlyReports.Files;

/// <summary>A yearly report as files: the sheet to print, workbooks, tables, and what is frozen with its editions, to the byte.</summary>
public static class FilesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/impression/bilan/{agreement}/{year}", (string agreement, string year, HttpContext http, ServiceFiles files) =>
            files.Of<ReportingClient>(QueryHelpers.AddQueryString(AtService(agreement, year), new Dictionary<string, string?> { ["format"] = "html", ["language"] = PageLanguage.Of(http.Request) }), isShown: true))
            .For(Roles.Readers).TakesLong();
        routes.MapGet($"{ReportPaths.OfOne}/{ReportPaths.File}", (string agreement, string year, string? format, string? dialect, string? table, HttpContext http, ServiceFiles files) =>
            files.Of<ReportingClient>(QueryHelpers.AddQueryString(AtService(agreement, year), new Dictionary<string, string?>
            {
                ["format"] = format ?? "xlsx",
                ["dialect"] = dialect ?? "ch",
                ["table"] = table,
                ["language"] = PageLanguage.Of(http.Request),
            }.Where(one => one.Value is not null)))).For(Roles.Readers).TakesLong();
        routes.MapGet($"{ReportPaths.OfOne}/editions/{{number:int}}/{{name}}", (string agreement, string year, int number, string name, ServiceFiles files) =>
            files.Of<ReportingClient>($"{AtService(agreement, year)}/editions/{number}/files/{Uri.EscapeDataString(name)}", isShown: true)).For(Roles.Readers).TakesLong();
    }

    private static string AtService(string agreement, string year) => $"/api/v1/reports/yearly/{Uri.EscapeDataString(agreement)}/{Uri.EscapeDataString(year)}";
}
