using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Identity.Programs.Listing;

/// <summary>The programs of the caller's institution, revoked ones too.</summary>
public static class ProgramsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/programs", Read).For(Roles.Admin).ByPrograms().WithName("listPrograms");

    private static async Task<Shown<ProgramPage>> Read(string? after, int? limit, HttpContext http, NpgsqlDataSource database)
    {
        if (Page.Read(after ?? "", limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var (programs, next) = page.Cut(await ProgramStore.Of(connection, Caller.Of(http.User).Institution, page.After, page.Take), program => program.ClientId);
        return new ProgramPage(programs, next);
    }
}

/// <summary>A page of programs.</summary>
/// <param name="Programs">In the order of their identifiers.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record ProgramPage(IReadOnlyList<ProgramView> Programs, string? Next);
