using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;

namespace HourExchange.Interventions.Lines.Delivering;

/// <summary>A registrar records that an approved intervention took place, with its actual date and duration.</summary>
public static class DeliverEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/interventions/{id:guid}/deliveries",
            (Guid id, LineChanges request, HttpContext http, HttpWrites writes, TimeProvider clock) => writes.Run(http, request, transaction => ChangeLine.Run(
                transaction, id, LineAct.Deliver, null, http, clock, async (line, actor) => line.Deliver(
                    actor, request, await AgreementStore.Of(transaction, line.Agreement, actor.Institution), clock.Today()))))
            .For(LineLife.RoleOf(LineAct.Deliver)).ByPrograms(Scopes.Lines).WithName("deliverIntervention").AsksIfMatch();
}
