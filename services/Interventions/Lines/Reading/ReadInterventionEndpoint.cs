using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Reading;

/// <summary>One line, for any reader of a party to its agreement, with its version as ETag.</summary>
public static class ReadInterventionEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/interventions/{id:guid}", Read)
            .For(AgreementAccess.Readers)
            .Produces<InterventionView>();

    private static async Task<IResult> Read(Guid id, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if (!await AgreementAccess.MayReadLine(connection, id, Caller.Of(http.User).Institution)
            || await InterventionQuery.Find(connection, null, id) is not { } line)
        {
            return Problem.From(Refusal.NotFound("intervention"));
        }

        http.Response.Headers.ETag = ETags.Of(line.Version);
        return Results.Ok(line);
    }
}
