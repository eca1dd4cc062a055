using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Interventions.Institutions.Registering;

/// <summary>The operator makes an institution known. Said again with the same name and kind, it is answered as before.</summary>
public static class RegisterInstitutionEndpoint
{
    internal static readonly string[] Kinds = ["school", "agency"];

    private const string Insert = """
        insert into interventions.institution (code, name, kind, registered_at) values (@Code, @Name, @Kind, @now)
        on conflict do nothing
        """;

    private const string Read = "select code, name, kind from interventions.institution where code = @Code";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/institutions", (InstitutionRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
            writes.Run(http, request, transaction => Register(transaction, request, clock.GetUtcNow())))
            .For(Roles.Operator).WithName("registerInstitution");

    private static async Task<Decision<MadeOnce<InstitutionRequest>>> Register(NpgsqlTransaction transaction, InstitutionRequest request, DateTimeOffset now)
    {
        if (!Codes.IsIdentifier(request.Code))
        {
            return Refusal.Invalid("institution-code-invalid", "A code has 1 to 40 letters, digits, points, hyphens or underscores.");
        }

        if (request.Name.Length is 0 or > 200 || !Kinds.Contains(request.Kind))
        {
            return Refusal.Invalid("institution-invalid", "A name has 1 to 200 characters; the kind is school or agency.");
        }

        var connection = transaction.Connection!;
        if (await connection.ExecuteAsync(Insert, new { request.Code, request.Name, request.Kind, now }, transaction) == 1)
        {
            return Answer.CreatedOnce(null, request);
        }

        var known = await connection.QuerySingleAsync<InstitutionRequest>(Read, request, transaction);
        return known == request
            ? Answer.Known(request)
            : Refusal.Conflict("institution-known", $"{request.Code} is known under another name or kind.");
    }
}

/// <summary>An institution.</summary>
/// <param name="Code">1 to 40 letters, digits, points, hyphens or underscores.</param>
/// <param name="Name">1 to 200 characters.</param>
/// <param name="Kind">school or agency.</param>
public sealed record InstitutionRequest(
    string Code, string Name, [property: KnownValues(typeof(RegisterInstitutionEndpoint), nameof(RegisterInstitutionEndpoint.Kinds))] string Kind);
