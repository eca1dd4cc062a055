using HourExchange.Client.Reporting;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Ui.Sheets;

namespace HourExchange.Portal.YearlyReports.Built;

/// <summary>The reports that are built by themselves at the end of months, half-years and years; one of them with its files and what changed in it.</summary>
public static class BuiltEndpoint
{
    private const int PageSize = 100;

    /// <summary>The service tells them in the order of building, the page the latest first: all are read. Those of five agreements over ten years are fewer.</summary>
    private const int Limit = 2_000;

    private const int Shown = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(ReportPaths.Built, List).For(Roles.Readers);
        routes.MapGet(ReportPaths.Built + "/{id:guid}", Read).For(Roles.Readers);
        routes.MapGet(ReportPaths.Built + "/{id:guid}/{name}", (Guid id, string name, ServiceFiles files) =>
            files.Of<ReportingClient>($"/api/v1/reports/{id}/files/{Uri.EscapeDataString(name)}", isShown: true, ReportPaths.BuiltReport(id))).For(Roles.Readers).TakesLong();
    }

    private static async Task<IResult> List(string? convention, string? genre, House house, AtHand atHand)
    {
        var agreements = atHand.Agreements();
        var all = new List<BuiltReport>();
        Guid? after = null;
        do
        {
            var page = await house.Reporting((client, stopping) => client.ListBuiltReportsAsync(Said(convention), Said(genre), null, after, PageSize, stopping));
            if (page.IsRefused(out var fault, out var read))
            {
                return fault;
            }

            all.AddRange(read.Reports);
            after = read.Next;
        }
        while (after is not null && all.Count < Limit);
        all.Reverse();
        return new Rendered<BuiltPage>(new BuiltModel([.. all.Take(Shown)], all.Count, Said(convention), Said(genre), [.. ((await agreements).Value ?? []).Select(one => one.Ref)]));
    }

    private static async Task<IResult> Read(Guid id, HttpContext http, House house)
    {
        var language = PageLanguage.Of(http.Request);
        var (report, sheet) = (
            house.Reporting((client, stopping) => client.GetBuiltReportAsync(id, language: language, cancellationToken: stopping)),
            house.Reporting((client, stopping) => client.GetBuiltReportSheetAsync(id, language, stopping)));
        await Task.WhenAll(report, sheet);
        return (await report).IsRefused(out var fault, out var read) || (await sheet).IsRefused(out fault, out var shown)
            ? fault
            : new Rendered<BuiltReportPage>(new BuiltReportModel(read, await ReadSheet.Of(shown, null, http.RequestAborted)));
    }

    private static string? Said(string? text) => text is { Length: > 0 } ? text : null;
}

/// <param name="Reports">The latest first.</param>
/// <param name="Count">Of all.</param>
public sealed record BuiltModel(IReadOnlyList<BuiltReport> Reports, int Count, string? Agreement, string? Kind, IReadOnlyList<string> Agreements);

public sealed record BuiltReportModel(BuiltReportView View, PrintedSheet Printed);
