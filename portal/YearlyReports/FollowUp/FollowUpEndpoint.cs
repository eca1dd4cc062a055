using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Pages;

namespace HourExchange.Portal.YearlyReports.FollowUp;

/// <summary>How lines came about, and what the parties owe each other beside hours.</summary>
public static class FollowUpEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet($"{ReportPaths.OfOne}/{ReportPaths.FollowUp}", Read).For(Roles.Readers);

    private static async Task<IResult> Read(string agreement, string year, HttpContext http) =>
        (await ReadPart.Of(http, agreement, year, "follow-up")).IsRefused(out var fault, out var part) ? fault : new Rendered<FollowUpPage>(part);
}
