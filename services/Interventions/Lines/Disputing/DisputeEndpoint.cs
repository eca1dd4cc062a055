using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
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
            (Guid id, ReasonRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Dispute(transaction, id, request, http, clock))).For(Roles.Approver);
        routes.MapPost("/api/v1/interventions/{id:guid}/withdrawals", (Guid id, HttpContext http, HttpWrites writes, TimeProvider clock) =>
            writes.Run(http, null, transaction => Withdraw(transaction, id, http, clock))).For(Roles.Approver);
    }

    private static Task<Decision<Answer>> Dispute(NpgsqlTransaction transaction, Guid id, ReasonRequest request, HttpContext http, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return ChangeLine.Run(transaction, id, LineAct.Dispute, request.Reason, http, now, async (line, caller) =>
        {
            var number = await transaction.Connection!.ExecuteScalarAsync<int>(
                Say, new { id, institution = caller.Institution, subject = caller.Subject, now, text = request.Reason!.Trim() }, transaction);
            if (number > ThreadLimit)
            {
                return Refusal.Conflict("thread-full", $"A thread has at most {ThreadLimit} messages.");
            }

            return line with
            {
                State = LineLife.Name(LineState.Disputed),
                DisputedFrom = line.DisputedFrom ?? line.State,
                DisputedBy = line.DisputedBy ?? caller.Institution,
            };
        });
    }

    private static Task<Decision<Answer>> Withdraw(NpgsqlTransaction transaction, Guid id, HttpContext http, TimeProvider clock) =>
        ChangeLine.Run(transaction, id, LineAct.Withdraw, null, http, clock.GetUtcNow(), (line, _) =>
            Task.FromResult<Decision<StoredLine>>(line with { State = line.DisputedFrom!, DisputedFrom = null, DisputedBy = null }));
}
