using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Ledger.Reconciling.Domain;
using HourExchange.Ledger.Reconciling.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Reconciling.GivingOutcomes;

/// <summary>Finance of either institution says what is to become of a difference. Its latest word counts; none is lost.</summary>
public static class GiveOutcomeEndpoint
{
    internal const int OutcomesLimit = 100;

    private const string Finding = "select finding from ledger.reconciliation_item where reconciliation = @id and position = @position";

    private const string Insert = """
        insert into ledger.reconciliation_outcome (reconciliation, position, institution, subject, decided_at, outcome, note)
        values (@id, @position, @Institution, @Subject, @now, @Outcome, @Note)
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/reconciliations/{id:guid}/items/{position:int}/outcomes",
            (Guid id, int position, OutcomeRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Give(transaction, id, position, request, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Finance).WithName("giveOutcome");

    private static async Task<Decision<Made<ItemView>>> Give(
        NpgsqlTransaction transaction, Guid id, int position, OutcomeRequest request, Caller caller, DateTimeOffset now)
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

        if (await connection.ExecuteScalarAsync<string>(Finding, new { id, position }, transaction) is not { } finding)
        {
            return Refusal.NotFound("item");
        }

        if (ReconciliationRules.CheckOutcome(finding, request.Outcome, request.Note) is { } refusal)
        {
            return refusal;
        }

        if ((await ReconciliationQuery.ReadOutcomes(connection, id, [position]))[position].Count() >= OutcomesLimit)
        {
            return Refusal.Conflict("outcomes-too-many", $"An item has at most {OutcomesLimit} outcomes.");
        }

        await connection.ExecuteAsync(
            Insert, new { id, position, caller.Institution, caller.Subject, now, request.Outcome, request.Note }, transaction);
        var item = await ReconciliationQuery.ReadItems(connection, id, position - 1, 1).SingleAsync();
        var outcomes = await ReconciliationQuery.ReadOutcomes(connection, id, [position]);
        return Answer.Created($"/api/v1/reconciliations/{id}?after={position - 1}&limit=1", item.ToView(outcomes[position]));
    }
}

/// <summary>What an institution says of an item.</summary>
/// <param name="Outcome"><c>book-stands</c>, <c>list-stands</c> (the book follows by a correction), <c>line-to-correct</c> (neither is right) or <c>no-action</c>.</param>
/// <param name="Note">At most 500 characters. It is kept for good: no person's name belongs in it.</param>
public sealed record OutcomeRequest(string Outcome, string? Note = null);
