using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Interventions.Lines.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Text;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Interventions.Lines.ProposingChanges;

/// <summary>
/// The changes that lists propose to a line, and taking or dropping one. A change that is taken is a correction like any
/// other: a new revision, and both keys fall.
/// </summary>
public static class ProposedChangesEndpoint
{
    private const string Read = """
        select id, institution, import, proposed_at, content::text as content, decided, decided_at from interventions.proposed_change
        where intervention = @id order by proposed_at, id limit 100
        """;

    private const string Lock = """
        select intervention, content::text as content from interventions.proposed_change where id = @id and decided is null for update
        """;

    private const string Decide = "update interventions.proposed_change set decided = @decision, decided_by = @subject, decided_at = @now where id = @id";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/interventions/{id:guid}/proposed-changes", List)
            .For(AgreementAccess.Readers).WithName("listProposedChanges");
        routes.MapPost("/api/v1/proposed-changes/{id:guid}/decisions",
            (Guid id, DecisionRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => DecideOn(transaction, id, request, http, clock)))
            .For(LineLife.RoleOf(LineAct.Correct)).WithName("decideProposedChange").AsksIfMatch();
    }

    private static async Task<Shown<ProposedChanges>> List(Guid id, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if (await LineAccess.CheckWords(connection, id, Caller.Of(http.User).Institution) is { } refusal)
        {
            return refusal;
        }

        var proposed = await connection.QueryAsync<Row>(Read, new { id });
        return new ProposedChanges([.. proposed.Select(row => new ProposedChange(
            row.Id, row.Institution, row.Import, row.ProposedAt, StrictJson.Read<LineContent>(row.Content), row.Decided, row.DecidedAt))]);
    }

    private static async Task<Decision<Answer<InterventionView>>> DecideOn(
        NpgsqlTransaction transaction, Guid id, DecisionRequest request, HttpContext http, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        if (request.Decision is not ("taken" or "dropped"))
        {
            return Refusal.Invalid("decision-invalid", "A proposed change is taken or dropped.");
        }

        var actor = ChangeLine.ActorOf(http);
        if (await transaction.Connection!.QuerySingleOrDefaultAsync<Pending>(Lock, new { id }, transaction) is not { } pending
            || await LineQuery.Find(transaction.Connection!, transaction, pending.Intervention, actor.Institution) is not { } line)
        {
            return Refusal.NotFound("proposed-change");
        }

        await transaction.Connection!.ExecuteAsync(Decide, new { id, decision = request.Decision, subject = actor.Subject, now }, transaction);
        if (request.Decision == "taken")
        {
            var proposed = StrictJson.Read<LineContent>(pending.Content);
            var agreement = await AgreementStore.Of(transaction, line.Agreement, actor.Institution);
            return await ChangeLine.Run(transaction, line.Id, LineAct.Correct, request.Reason, http, clock, (line, actor) =>
                line.Take(actor, request.Reason, proposed, agreement, clock.Today()));
        }

        return line.IsBetween(actor.Institution)
            ? await ChangeLine.Answered(transaction, line.Id, actor)
            : Refusal.Forbidden("line-of-others", "Only the line's two institutions act on it.");
    }

    private sealed record Pending(Guid Intervention, string Content);

    private sealed record Row(Guid Id, string Institution, Guid? Import, DateTime ProposedAt, string Content, string? Decided, DateTime? DecidedAt);
}

/// <param name="Proposed">The oldest first, at most 100.</param>
public sealed record ProposedChanges(IReadOnlyList<ProposedChange> Proposed);

/// <summary>What a list says differently of a line.</summary>
/// <param name="Id">By which it is decided on.</param>
/// <param name="Institution">Whose list says so.</param>
/// <param name="Import">The list; null where it was none.</param>
/// <param name="ProposedAt">UTC.</param>
/// <param name="Content">The line as the list has it.</param>
/// <param name="Decided">Null while nobody has decided.</param>
/// <param name="DecidedAt">UTC; null while nobody has decided.</param>
public sealed record ProposedChange(
    Guid Id, string Institution, Guid? Import, DateTime ProposedAt, LineContent Content,
    [property: KnownValues("taken", "dropped")] string? Decided, DateTime? DecidedAt);

/// <param name="Decision">taken: the line is corrected accordingly; dropped: the line stays as it is.</param>
/// <param name="Reason">Why it is taken, 3 to 1000 characters.</param>
public sealed record DecisionRequest(string Decision, string? Reason = null);
