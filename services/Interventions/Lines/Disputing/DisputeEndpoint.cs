using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Interventions.Lines.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Disputing;

/// <summary>An approver disputes a line, with a reason; both sides write in its thread; who disputed it may withdraw.</summary>
public static class DisputeEndpoint
{
    private const int ThreadLimit = 200;

    private const string Say = """
        insert into interventions.dispute_message (intervention, number, institution, subject, at, text)
        select @id, coalesce(max(number), 0) + 1, @institution, @subject, @now, @text from interventions.dispute_message where intervention = @id
        returning number
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/interventions/{id:guid}/disputes",
            (Guid id, DisputeRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Dispute(transaction, id, request, http, clock)))
            .For(LineLife.RoleOf(LineAct.Dispute)).WithName("disputeIntervention").AsksIfMatch();
        routes.MapPost("/api/v1/interventions/{id:guid}/withdrawals", (Guid id, HttpContext http, HttpWrites writes, TimeProvider clock) =>
            writes.Run(http, null, transaction => ChangeLine.Run(
                transaction, id, LineAct.Withdraw, null, http, clock, (line, actor) => line.Withdraw(actor))))
            .For(LineLife.RoleOf(LineAct.Withdraw)).WithName("withdrawDispute").AsksIfMatch();
    }

    private static Task<Decision<Answer<InterventionView>>> Dispute(NpgsqlTransaction transaction, Guid id, DisputeRequest request, HttpContext http, TimeProvider clock) =>
        ChangeLine.Run(transaction, id, LineAct.Dispute, request.Reason, http, clock, async (line, actor) =>
        {
            var disputed = line.Dispute(
                actor, request.Reason, request.ProposedMinutes, await AgreementStore.Of(transaction, line.Agreement, actor.Institution));
            return disputed.Refusal is null
                && await transaction.Connection!.ExecuteScalarAsync<int>(
                    Say, new { id, institution = actor.Institution, subject = actor.Subject, now = clock.GetUtcNow(), text = request.Reason!.Trim() }, transaction) > ThreadLimit
                ? Refusal.Conflict("thread-full", $"A thread has at most {ThreadLimit} messages.")
                : disputed;
        });
}

/// <param name="Reason">Why, 3 to 1000 characters: it begins the thread, or goes on with it.</param>
/// <param name="ProposedMinutes">How long it lasted instead, 1 to 1440: a registrar takes it as a correction in one act. Null where that is not the question.</param>
public sealed record DisputeRequest(string? Reason = null, int? ProposedMinutes = null);
