using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;

namespace HourExchange.Interventions.Lines.Approving;

/// <summary>The lending institution permits what is requested of its staff, or declines it with a reason. No key is turned by it.</summary>
public static class ApproveEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/interventions/{id:guid}/approvals", (Guid id, HttpContext http, HttpWrites writes, TimeProvider clock) =>
            writes.Run(http, null, transaction => ChangeLine.Run(
                transaction, id, LineAct.Approve, null, http, clock, (line, actor) => line.Approve(actor))))
            .For(LineLife.RoleOf(LineAct.Approve)).WithName("approveIntervention").AsksIfMatch();
        routes.MapPost("/api/v1/interventions/{id:guid}/declines",
            (Guid id, ReasonRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) => writes.Run(http, request, transaction => ChangeLine.Run(
                transaction, id, LineAct.Decline, request.Reason, http, clock, (line, actor) => line.Decline(actor, request.Reason))))
            .For(LineLife.RoleOf(LineAct.Decline)).WithName("declineIntervention").AsksIfMatch();
    }
}
