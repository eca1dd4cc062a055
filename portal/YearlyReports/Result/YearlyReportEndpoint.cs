using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Pages;

namespace HourExchange.Portal.YearlyReports.Result;

/// <summary>A yearly report in one page: what came out, what is to be paid, where it differs, what is to be decided, and the approval.</summary>
public static class YearlyReportEndpoint
{
    /// <summary>In the query, after an act: which.</summary>
    public const string Done = "fait";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(ReportPaths.OfOne, (string agreement, string year, HttpContext http) => Show(http, agreement, year, null)).For(Roles.Readers);

    /// <param name="tried">The approval that came back; null: none.</param>
    public static async Task<IResult> Show(HttpContext http, string agreement, string year, TriedApproval? tried, int status = StatusCodes.Status200OK) =>
        (await ReadPart.Of(http, agreement, year, "result")).IsRefused(out var fault, out var part)
            ? fault
            : new Rendered<ResultPage>(
                new ResultModel(part, tried, tried?.Read is { } read ? ReadFigures.Changes(read, part) : [], tried is null ? http.Request.Query[Done].ToString() : ""), status);
}

/// <param name="Tried">The approval that came back; null: none.</param>
/// <param name="Changes">What is otherwise than when it was read, of an approval that is out of date.</param>
/// <param name="Done">An act that was done.</param>
public sealed record ResultModel(ReportPart Part, TriedApproval? Tried, IReadOnlyList<Otherwise> Changes, string Done);

/// <summary>An approval that was not given.</summary>
/// <param name="Read">What had been read, where the report has changed since; else null.</param>
/// <param name="Key">The form's, where nobody knows what became of it.</param>
public sealed record TriedApproval(Faults Faults, string? Read, string? Key);
