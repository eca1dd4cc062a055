using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Pages;

namespace HourExchange.Portal.YearlyReports.Figures;

/// <summary>All figures of a yearly report with their charts; its editions and what changed in them; its files.</summary>
public static class FiguresEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet($"{ReportPaths.OfOne}/{ReportPaths.Figures}", Read).For(Roles.Readers);

    private static async Task<IResult> Read(string agreement, string year, HttpContext http) =>
        (await ReadPart.Of(http, agreement, year, "figures")).IsRefused(out var fault, out var part) ? fault : new Rendered<FiguresPage>(part);
}
