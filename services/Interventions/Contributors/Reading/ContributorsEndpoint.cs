using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Contributors.Reading;

/// <summary>The contributors of an institution in the order of their codes, or one of them. Who shares no agreement with the institution sees none.</summary>
public static class ContributorsEndpoint
{
    private static readonly Refusal NotFound = Refusal.NotFound("contributor");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/contributors", ReadPage).For(AgreementAccess.Readers);
        routes.MapGet("/api/v1/contributors/{institution}/{code}", ReadOne).For(AgreementAccess.Readers).Produces<ContributorView>();
    }

    private static async Task<IResult> ReadPage(string institution, string? after, int? limit, HttpContext http, NpgsqlDataSource database)
    {
        if (Page.Read(after, limit).IsRefused(out var refusal, out var page))
        {
            return Problem.From(refusal);
        }

        var caller = Caller.Of(http.User);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if (!await ContributorQuery.MaySee(connection, caller, institution))
        {
            return Problem.From(NotFound);
        }

        var taken = await ContributorQuery.Page(connection, caller, institution, page.After ?? "", page.Take);
        var (contributors, next) = page.Cut(taken, contributor => contributor.Code);
        return Results.Ok(new { contributors, next });
    }

    private static async Task<IResult> ReadOne(string institution, string code, HttpContext http, NpgsqlDataSource database)
    {
        var caller = Caller.Of(http.User);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return await ContributorQuery.MaySee(connection, caller, institution)
            && await ContributorQuery.Find(connection, caller, institution, ContributorPath.CodeOf(code)) is { } contributor
                ? Results.Ok(contributor)
                : Problem.From(NotFound);
    }
}
