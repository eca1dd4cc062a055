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
    private const string Insert = """
        insert into interventions.institution (code, name, kind, registered_at) values (@Code, @Name, @Kind, @now)
        on conflict do nothing
        """;

    private const string Read = "select code, name, kind from interventions.institution where code = @Code";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/institutions", (InstitutionRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
            writes.Run(http, request, transaction => Register(transaction, request, clock.GetUtcNow()))).For(Roles.Operator)
            .Produces<InstitutionRequest>().Produces<InstitutionRequest>(201).ProducesProblem(409);

    private static async Task<Decision<Answer>> Register(NpgsqlTransaction transaction, InstitutionRequest request, DateTimeOffset now)
    {
        if (!Codes.IsIdentifier(request.Code))
        {
            return Refusal.Invalid("institution-code-invalid", "A code has 1 to 40 letters, digits, points, hyphens or underscores.");
        }

        if (request.Name.Length is 0 or > 200 || request.Kind is not ("school" or "agency"))
        {
            return Refusal.Invalid("institution-invalid", "A name has 1 to 200 characters; the kind is school or agency.");
        }

        var connection = transaction.Connection!;
        if (await connection.ExecuteAsync(Insert, new { request.Code, request.Name, request.Kind, now }, transaction) == 1)
        {
            return new Answer(201, request);
        }

        var known = await connection.QuerySingleAsync<InstitutionRequest>(Read, request, transaction);
        return known == request
            ? Answer.Ok(request)
            : Refusal.Conflict("institution-known", $"{request.Code} is known under another name or kind.");
    }
}

/// <param name="Kind">school or agency.</param>
public sealed record InstitutionRequest(string Code, string Name, string Kind);
