using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Reading;

/// <summary>One line, for any reader of a party to its agreement, with its version as ETag.</summary>
public static class ReadInterventionEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/interventions/{id:guid}", Read).For(AgreementAccess.Readers).WithName("readIntervention").GivesETag();

    private static async Task<Shown<InterventionView>> Read(Guid id, HttpContext http, NpgsqlDataSource database)
    {
        var actor = ChangeLine.ActorOf(http);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if (await ShownLines.Find(connection, null, id, actor) is not { } line)
        {
            return Refusal.NotFound("intervention");
        }

        http.Response.Headers.ETag = ETags.Of(line.Version);
        return (await ContributorNames.Add(connection, [line], actor))[0];
    }
}
