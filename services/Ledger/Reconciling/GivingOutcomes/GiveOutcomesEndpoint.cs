using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Ledger.Reconciling.Domain;
using HourExchange.Ledger.Reconciling.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Reconciling.GivingOutcomes;

/// <summary>
/// Finance of either institution says the same of all differences, or of those of one finding, of which it has said nothing yet; or of each of them what the
/// other institution says of it.
/// </summary>
public static class GiveOutcomesEndpoint
{
    private const string Insert = """
        insert into ledger.reconciliation_outcome (reconciliation, position, institution, subject, decided_at, outcome, note)
        select @id, item.position, @Institution, @Subject, @now, coalesce(@outcome, theirs.outcome), @Note
        from ledger.reconciliation_item as item
        left join lateral (
            select outcome from ledger.reconciliation_outcome as given
            where given.reconciliation = @id and given.position = item.position and given.institution = @Institution order by given.id desc limit 1) as ours on true
        left join lateral (
            select outcome from ledger.reconciliation_outcome as given
            where given.reconciliation = @id and given.position = item.position and given.institution <> @Institution order by given.id desc limit 1) as theirs on true
        where item.reconciliation = @id and finding <> 'matched' and (@Finding::text is null or finding = @Finding)
            and ours.outcome is null and coalesce(@outcome, theirs.outcome) is not null
            and (select count(*) from ledger.reconciliation_outcome as given where given.reconciliation = @id and given.position = item.position) < @limit
        order by item.position
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/reconciliations/{id:guid}/outcomes",
            (Guid id, OutcomesRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Give(transaction, id, request, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Finance).WithName("giveOutcomes");

    private static async Task<Decision<Answer<OutcomesGiven>>> Give(
        NpgsqlTransaction transaction, Guid id, OutcomesRequest request, Caller caller, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        if (await ReconciliationQuery.Take(transaction, id, caller) is not { } reconciliation)
        {
            return Refusal.NotFound("reconciliation");
        }

        if (reconciliation.WithdrawnAt is not null)
        {
            return ReconciliationRules.Withdrawn();
        }

        if (ReconciliationRules.CheckOutcomes(request.Finding, request.Outcome, request.Note) is { } refusal)
        {
            return refusal;
        }

        var given = await connection.ExecuteAsync(Insert, new
        {
            id,
            caller.Institution,
            caller.Subject,
            now,
            outcome = request.Outcome == ReconciliationRules.AsCounterpart ? null : request.Outcome,
            request.Note,
            request.Finding,
            limit = GiveOutcomeEndpoint.OutcomesLimit,
        }, transaction);
        return Answer.Ok(new OutcomesGiven(given, await ReconciliationQuery.CountAgreed(connection, id)));
    }
}

/// <summary>What an institution says of many items.</summary>
/// <param name="Outcome"><c>book-stands</c>, <c>list-stands</c>, <c>line-to-correct</c>, <c>no-action</c>, or <c>as-counterpart</c>: of each what the other institution said last.</param>
/// <param name="Finding">Only of items of this finding: <c>different</c>, <c>missing-here</c> or <c>missing-there</c>; null: of all.</param>
/// <param name="Note">At most 500 characters, kept with each. It is kept for good: no person's name belongs in it.</param>
public sealed record OutcomesRequest(
    [property: KnownValues(typeof(ReconciliationRules), nameof(ReconciliationRules.OutcomesOfMany))] string Outcome,
    [property: KnownValues(typeof(ListFindings), nameof(ListFindings.ToSettle))] string? Finding = null, string? Note = null);

/// <summary>What came of saying the same of many items.</summary>
/// <param name="Given">Of how many items something was said that the institution had not said of it before.</param>
/// <param name="Agreed">Items of the whole comparison about which both institutions have said the same last.</param>
public sealed record OutcomesGiven(int Given, int Agreed);
