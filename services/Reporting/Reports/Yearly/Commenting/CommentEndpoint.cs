using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Reporting.Reports.Yearly.Domain;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly.Commenting;

/// <summary>A party's management says something of a rubric, or that there is nothing to report. What was approved before counts no more.</summary>
public static class CommentEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/reports/yearly/{agreement}/{year}/comments",
            (string agreement, string year, CommentDraft request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Comment(transaction, agreement, year, request, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Management).WithName("commentOnRubric");

    private static async Task<Decision<Made<WrittenComment>>> Comment(
        NpgsqlTransaction transaction, string agreement, string year, CommentDraft draft, Caller caller, DateTimeOffset now)
    {
        if (CommentRules.Check(draft.Content) is { } broken)
        {
            return broken;
        }

        if ((await BilanAccess.Find(transaction.Connection!, agreement, year, caller.Institution, transaction)).IsRefused(out var refusal, out var found))
        {
            return refusal;
        }

        if (found.Agreement.TermsOn(found.Year.LastDay).RubricsOrDefault().All(rubric => rubric.Code != draft.Rubric))
        {
            return Refusal.NotFound("rubric");
        }

        await BilanAccess.TakeTurn(transaction, found.Agreement, found.Year);
        var version = (await CommentStore.Read(transaction.Connection!, agreement, year, transaction)).GetValueOrDefault(draft.Rubric)?.Version ?? 0;
        if (draft.Replaces != version)
        {
            return new Refusal(RefusalKind.Stale, "comment-outdated", $"The comment stands at version {version}: read it again.");
        }

        await CommentStore.Add(transaction, agreement, year, draft.Rubric, version + 1, draft.Content, caller, now);
        return Answer.Created($"/api/v1/reports/yearly/{agreement}/{year}", new WrittenComment(draft.Rubric, version + 1));
    }
}

/// <summary>What is said of a rubric.</summary>
/// <param name="Rubric">Code of a rubric of the agreement.</param>
/// <param name="Replaces">Version that was read; 0 where there was none.</param>
/// <param name="Content">What is said now.</param>
public sealed record CommentDraft(string Rubric, int Replaces, CommentContent Content);

/// <summary>A comment that was written.</summary>
/// <param name="Rubric">Code of its rubric.</param>
/// <param name="Version">Of this text.</param>
public sealed record WrittenComment(string Rubric, int Version);
