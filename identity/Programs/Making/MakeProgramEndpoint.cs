using System.Security.Cryptography;
using HourExchange.Contracts.Access;
using HourExchange.Identity.Programs.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace HourExchange.Identity.Programs.Making;

/// <summary>
/// An administrator lets a program act for its institution, and is shown its secret once. The answer is kept nowhere, so an Idempotency-Key is
/// refused: a lost secret is replaced.
/// </summary>
public static class MakeProgramEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/programs", Make).For(Roles.Admin).WithName("makeProgram").Produces<ProgramSecret>(201);
        routes.MapPost("/api/v1/programs/{clientId}/secrets", Replace).For(Roles.Admin).WithName("replaceProgramSecret").Produces<ProgramSecret>(201);
    }

    private static Task<IResult> Make(ProgramRequest request, HttpContext http, NpgsqlDataSource database, ProgramStore programs, TimeProvider clock)
    {
        var caller = Caller.Of(http.User);
        return Once(http, database, async (transaction, secret) =>
            ProgramRules.Check(request.Name, request.Role, request.Scopes, request.ExpiresOn, clock.Today()) is { } refusal
                ? (Decision<ProgramView>)refusal
                : await programs.Add(
                    transaction, $"program-{Guid.NewGuid():N}", secret, caller.Institution, request.Role, request.Name, request.Scopes, request.ExpiresOn, caller.Subject, clock.GetUtcNow()));
    }

    private static Task<IResult> Replace(string clientId, HttpContext http, NpgsqlDataSource database, ProgramStore programs) =>
        Once(http, database, async (transaction, secret) =>
            await programs.Replace(transaction, clientId, secret, Caller.Of(http.User).Institution) is { } program ? program : (Decision<ProgramView>)Refusal.NotFound("program"));

    private static async Task<IResult> Once(HttpContext http, NpgsqlDataSource database, Func<NpgsqlTransaction, string, Task<Decision<ProgramView>>> write)
    {
        if (http.Request.Headers.ContainsKey(HttpWrites.Header))
        {
            return Problem.From(Refusal.Invalid("idempotency-key-unsupported", "The answer holds a secret and is not kept: send no Idempotency-Key."));
        }

        var secret = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        await using var transaction = await connection.BeginTransactionAsync(http.RequestAborted);
        if ((await write(transaction, secret)).IsRefused(out var refusal, out var program))
        {
            return Problem.From(refusal);
        }

        await transaction.CommitAsync(http.RequestAborted);
        http.Response.Headers[HeaderNames.CacheControl] = "no-store";
        return Results.Json(new ProgramSecret(program, secret), statusCode: StatusCodes.Status201Created);
    }
}

/// <summary>What a program is to be.</summary>
/// <param name="Name">1 to 80 characters.</param>
/// <param name="Role">In which it acts.</param>
/// <param name="Scopes">What it may do within the role.</param>
/// <param name="ExpiresOn">The last day on which it gets tokens: after today, within two years.</param>
public sealed record ProgramRequest(
    string Name, [property: KnownValues(typeof(ProgramRules), nameof(ProgramRules.Roles))] string Role,
    [property: KnownValues(typeof(ProgramRules), nameof(ProgramRules.Scopes))] IReadOnlyList<string> Scopes, DateOnly ExpiresOn);

/// <summary>A program and its secret, which is never told again.</summary>
/// <param name="Program">The program.</param>
/// <param name="Secret">With which it asks for tokens; the one before is worth nothing any more.</param>
public sealed record ProgramSecret(ProgramView Program, string Secret);
