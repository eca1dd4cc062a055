using HourExchange.Contracts.Access;
using HourExchange.Interventions.Lines.Correcting;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Delivering;

/// <summary>A registrar records that an approved intervention took place, with its actual date and duration.</summary>
public static class DeliverEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/interventions/{id:guid}/deliveries",
            (Guid id, LineChanges request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Deliver(transaction, id, request, http, clock))).For(Roles.Registrar);

    private static Task<Decision<Answer>> Deliver(NpgsqlTransaction transaction, Guid id, LineChanges changes, HttpContext http, TimeProvider clock) =>
        ChangeLine.Run(transaction, id, LineAct.Deliver, null, http, clock.GetUtcNow(), async (line, caller) =>
            (await LineChanges.Revise(transaction, line, changes.ApplyTo(line.ToDraft()), caller)).IsRefused(out var refusal, out var revised)
                ? refusal
                : revised with { State = LineLife.Name(LineState.Delivered) });
}
