using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Contributors.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Contributors.Forgetting;

/// <summary>The employer's management or admin has a person forgotten. The code, the hours and the books stay as they are.</summary>
public static class ForgetContributorEndpoint
{
    private const string IsKnown = "select exists (select from interventions.contributor where institution = @institution and code = @code)";

    private const string Forgotten = """
        select forgotten_at from interventions.forgotten_contributor where institution = @institution and code = @code
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/contributors/{institution}/{code}/forgettings",
            (string institution, string code, ForgettingRequest? request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Forget(
                    transaction, institution, ContributorPath.CodeOf(code), request?.Reason, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Management, Roles.Admin).Produces(200).Produces(201);

    private static async Task<Decision<Answer>> Forget(
        NpgsqlTransaction transaction, string institution, string code, string? reason, Caller caller, DateTimeOffset now)
    {
        if (institution != caller.Institution)
        {
            return Refusal.Forbidden("contributor-of-others", "Contributors are forgotten by their own institution.");
        }

        if (reason is not (null or "asked" or "left" or "other"))
        {
            return Refusal.Invalid("forgetting-reason-unknown", "The reason is asked, left or other.");
        }

        var connection = transaction.Connection!;
        if (!await connection.ExecuteScalarAsync<bool>(IsKnown, new { institution, code }, transaction))
        {
            return Refusal.NotFound("contributor");
        }

        var textsChanged = await ForgetContributor.Run(transaction, new ForgottenEntry(institution, code, now), caller.Subject, reason);
        if (textsChanged is not null)
        {
            return new Answer(201, new { institution, code, forgottenAt = now, textsChanged });
        }

        var forgottenAt = new DateTimeOffset(await connection.ExecuteScalarAsync<DateTime>(Forgotten, new { institution, code }, transaction));
        return Answer.Ok(new { institution, code, forgottenAt, textsChanged = 0 });
    }
}

/// <param name="Reason">asked, left or other.</param>
public sealed record ForgettingRequest(string? Reason = null);
