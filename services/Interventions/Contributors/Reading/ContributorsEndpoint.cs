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
        routes.MapGet("/api/v1/contributors", ReadPage).For(AgreementAccess.Readers).WithName("listContributors");
        routes.MapGet("/api/v1/contributors/{institution}/{code}", ReadOne).For(AgreementAccess.Readers).WithName("getContributor");
    }

    private static async Task<Shown<ContributorPage>> ReadPage(string institution, string? after, int? limit, HttpContext http, NpgsqlDataSource database)
    {
        if (Page.Read(after, limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        var caller = Caller.Of(http.User);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if (!await ContributorQuery.MaySee(connection, caller, institution))
        {
            return NotFound;
        }

        var taken = await ContributorQuery.Page(connection, caller, institution, page.After ?? "", page.Take);
        var (contributors, next) = page.Cut(taken, contributor => contributor.Code);
        return new ContributorPage(contributors, next);
    }

    private static async Task<Shown<ContributorView>> ReadOne(string institution, string code, HttpContext http, NpgsqlDataSource database)
    {
        var caller = Caller.Of(http.User);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return await ContributorQuery.MaySee(connection, caller, institution)
            && await ContributorQuery.Find(connection, caller, institution, ContributorPath.CodeOf(code)) is { } contributor
                ? contributor
                : NotFound;
    }
}

/// <summary>A page of contributors.</summary>
/// <param name="Contributors">In the order of their codes.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record ContributorPage(IReadOnlyList<ContributorView> Contributors, string? Next);
