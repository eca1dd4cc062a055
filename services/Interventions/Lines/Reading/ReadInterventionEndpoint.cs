using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Reading;

/// <summary>One line, for any reader of a party to its agreement, with its version as ETag.</summary>
public static class ReadInterventionEndpoint
{
    private const string IsParty = "select exists (select from interventions.agreement_party where agreement = @agreement and institution = @institution)";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/interventions/{id:guid}", Read)
            .For(Roles.Registrar, Roles.Approver, Roles.Finance, Roles.Management, Roles.Auditor)
            .Produces<InterventionView>();

    private static async Task<IResult> Read(Guid id, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var line = await InterventionQuery.Find(connection, null, id);
        var institution = Caller.Of(http.User).Institution;
        if (line is null || !await connection.ExecuteScalarAsync<bool>(IsParty, new { line.Agreement, institution }))
        {
            return Problem.From(Refusal.NotFound("intervention"));
        }

        http.Response.Headers.ETag = ETags.Of(line.Version);
        return Results.Ok(line);
    }
}
