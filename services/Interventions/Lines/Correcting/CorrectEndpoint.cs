using HourExchange.Contracts.Access;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Correcting;

/// <summary>
/// A registrar corrects a line: a new revision, and both keys fall. What is posted stands until both keys have turned over
/// the new revision; then the ledger reverses it and posts anew.
/// </summary>
public static class CorrectEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/interventions/{id:guid}/corrections",
            (Guid id, CorrectionRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Correct(transaction, id, request, http, clock))).For(Roles.Registrar);

    private static Task<Decision<Answer>> Correct(
        NpgsqlTransaction transaction, Guid id, CorrectionRequest request, HttpContext http, TimeProvider clock) =>
        ChangeLine.Run(transaction, id, LineAct.Correct, request.Reason, http, clock.GetUtcNow(), async (line, caller) =>
        {
            var draft = request.Changes.ApplyTo(line.ToDraft());
            if (draft == line.ToDraft() && !line.Cancels)
            {
                return Refusal.Invalid("correction-empty", "The correction changes nothing.");
            }

            var planned = LineLife.State(line.State) is LineState.Requested or LineState.Approved;
            return (await LineChanges.Revise(transaction, line, draft, caller)).IsRefused(out var refusal, out var revised)
                ? refusal
                : revised with { State = LineLife.Name(planned ? LineState.Requested : LineState.Delivered) };
        });
}

/// <param name="Reason">Why, 3 to 1000 characters: the keys fall, and the other side is owed a reason.</param>
/// <param name="Changes">The fields that change.</param>
public sealed record CorrectionRequest(LineChanges Changes, string? Reason = null);
