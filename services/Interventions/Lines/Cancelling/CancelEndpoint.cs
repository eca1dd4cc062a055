using HourExchange.Contracts.Access;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;

namespace HourExchange.Interventions.Lines.Cancelling;

/// <summary>
/// A registrar cancels a line. What has never been announced to the ledger is cancelled at once; what is posted stands until
/// both keys have turned over the revision that asks to cancel it.
/// </summary>
public static class CancelEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/interventions/{id:guid}/cancellations",
            (Guid id, ReasonRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) => writes.Run(http, request, transaction => ChangeLine.Run(
                transaction, id, LineAct.Cancel, request.Reason, http, clock, (line, actor) => line.Cancel(actor, request.Reason))))
            .For(LineLife.RoleOf(LineAct.Cancel)).ByPrograms(Scopes.Lines).WithName("cancelIntervention").AsksIfMatch();
}
