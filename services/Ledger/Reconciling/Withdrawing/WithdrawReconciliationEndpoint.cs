using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Ledger.Reconciling.Domain;
using HourExchange.Ledger.Reconciling.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Reconciling.Withdrawing;

/// <summary>
/// Finance of the institution that sent a list takes the comparison back: the wrong file, the wrong year. It stays to be read, nobody waits for it, and the
/// one before it counts again.
/// </summary>
public static class WithdrawReconciliationEndpoint
{
    private const string Insert = "insert into ledger.reconciliation_withdrawal (reconciliation, subject, withdrawn_at) values (@id, @Subject, @now) on conflict do nothing";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/reconciliations/{id:guid}/withdrawal",
            (Guid id, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, null, transaction => Withdraw(transaction, id, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Finance).WithName("withdrawReconciliation");

    private static async Task<Decision<Answer<ReconciliationView>>> Withdraw(NpgsqlTransaction transaction, Guid id, Caller caller, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        if (await ReconciliationQuery.Take(transaction, id, caller) is not { } found)
        {
            return Refusal.NotFound("reconciliation");
        }

        if (ReconciliationRules.CheckWithdrawal(found.Institution == caller.Institution, found.WithdrawnAt is not null, isAnswered: !found.Acts.Contains(ReconciliationRules.Withdraw)) is { } refusal)
        {
            return refusal;
        }

        await connection.ExecuteAsync(Insert, new { id, caller.Subject, now }, transaction);
        return Answer.Ok((await ReconciliationQuery.Find(connection, id, caller))!);
    }
}
