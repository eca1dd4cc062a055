using HourExchange.Contracts.Access;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Approving;

/// <summary>The lending institution permits what is requested of its staff, or declines it with a reason. No key is turned by it.</summary>
public static class ApproveEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/interventions/{id:guid}/approvals", (Guid id, HttpContext http, HttpWrites writes, TimeProvider clock) =>
            writes.Run(http, null, transaction => Decide(transaction, id, LineAct.Approve, LineState.Approved, null, http, clock))).For(Roles.Approver);
        routes.MapPost("/api/v1/interventions/{id:guid}/declines",
            (Guid id, ReasonRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Decide(transaction, id, LineAct.Decline, LineState.Declined, request.Reason, http, clock)))
            .For(Roles.Approver);
    }

    private static Task<Decision<Answer>> Decide(
        NpgsqlTransaction transaction, Guid id, LineAct act, LineState to, string? reason, HttpContext http, TimeProvider clock) =>
        ChangeLine.Run(transaction, id, act, reason, http, clock.GetUtcNow(), (line, _) =>
            Task.FromResult<Decision<StoredLine>>(line with { State = LineLife.Name(to) }));
}
