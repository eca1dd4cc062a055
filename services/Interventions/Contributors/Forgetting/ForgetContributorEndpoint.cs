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
            .For(Roles.Management, Roles.Admin).WithName("forgetContributor");

    private static async Task<Decision<MadeOnce<ForgottenContributor>>> Forget(
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

        if (await ForgetContributor.Run(transaction, new ForgottenEntry(institution, code, now), caller.Subject, reason) is { } textsChanged)
        {
            return Answer.CreatedOnce(null, new ForgottenContributor(institution, code, now, textsChanged));
        }

        var forgottenAt = new DateTimeOffset(await connection.ExecuteScalarAsync<DateTime>(Forgotten, new { institution, code }, transaction));
        return Answer.Known(new ForgottenContributor(institution, code, forgottenAt, TextsChanged: 0));
    }
}

/// <summary>Why a person is forgotten.</summary>
/// <param name="Reason">asked, left or other.</param>
public sealed record ForgettingRequest(string? Reason = null);

/// <summary>That a person was forgotten.</summary>
/// <param name="Institution">The contributor's employer.</param>
/// <param name="Code">The code, which stays.</param>
/// <param name="ForgottenAt">When, the first time; UTC.</param>
/// <param name="TextsChanged">In how many texts the code now stands for the name; 0 where the person was forgotten before.</param>
public sealed record ForgottenContributor(string Institution, string Code, DateTimeOffset ForgottenAt, int TextsChanged);
