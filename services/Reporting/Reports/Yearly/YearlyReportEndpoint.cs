using System.Globalization;
using System.Text.RegularExpressions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>The yearly figures, for the readers of the agreement's parties.</summary>
public static partial class YearlyReportEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports/yearly/{agreement}/{year}", Read)
            .For(Roles.Registrar, Roles.Approver, Roles.Finance, Roles.Management, Roles.Auditor)
            .Produces<YearlyFigures>().ProducesProblem(400);

    private static async Task<IResult> Read(string agreement, string year, HttpContext http, NpgsqlDataSource database)
    {
        if (Year().Match(year) is not { Success: true } match
            || (match.Groups["last"] is { Success: true } last && Number(last) != Number(match.Groups["first"]) + 1))
        {
            return Problem.From(Refusal.Malformed("year-invalid", "A year is written 2014-2015, or 2014 where years begin on 1 January."));
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return await YearlyQuery.Find(connection, agreement, year, Caller.Of(http.User).Institution) is { } figures
            ? Results.Ok(figures)
            : Problem.From(Refusal.NotFound("agreement"));
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?<first>[0-9]{4})(-(?<last>[0-9]{4}))?\z")]
    private static partial Regex Year();
}
