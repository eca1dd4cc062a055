using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;

namespace HourExchange.Interventions.Lines.Correcting;

/// <summary>
/// A registrar corrects a line: a new revision, and both keys fall. What is posted stands until both keys have turned over
/// the new revision; then the ledger reverses it and posts anew.
/// </summary>
public static class CorrectEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/interventions/{id:guid}/corrections",
            (Guid id, CorrectionRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) => writes.Run(http, request, transaction => ChangeLine.Run(
                transaction, id, LineAct.Correct, request.Reason, http, clock, async (line, actor) =>
                {
                    var agreement = await AgreementStore.Of(transaction, line.Agreement, actor.Institution);
                    return request.TakeProposed
                        ? line.TakeProposed(actor, request.Reason, request.Changes, agreement, clock.Today())
                        : line.Correct(actor, request.Reason, request.Changes, agreement, clock.Today());
                })))
            .For(LineLife.RoleOf(LineAct.Correct)).ByPrograms(Scopes.Lines).WithName("correctIntervention").AsksIfMatch();
}

/// <param name="Reason">Why, 3 to 1000 characters: the keys fall, and the other side is owed a reason.</param>
/// <param name="Changes">The fields that change.</param>
/// <param name="TakeProposed">Whether the minutes that a dispute proposes are taken: they are the quantity then, whatever the changes say.</param>
public sealed record CorrectionRequest(LineChanges Changes, string? Reason = null, bool TakeProposed = false);
