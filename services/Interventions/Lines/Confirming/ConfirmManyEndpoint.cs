using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Confirming;

/// <summary>
/// An approver turns its institution's key over many lines at once. Good lines are confirmed, the others are listed with
/// their reason; a key that this institution has turned before is counted, not complained about.
/// </summary>
public static class ConfirmManyEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/interventions/confirmations",
            (ConfirmManyRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Confirm(transaction, request, ChangeLine.ActorOf(http), clock))).For(LineLife.RoleOf(LineAct.Confirm));

    private static async Task<Decision<Answer>> Confirm(NpgsqlTransaction transaction, ConfirmManyRequest request, Actor actor, TimeProvider clock)
    {
        if ((request.Ids is null) == (request.Import is null))
        {
            return Refusal.Invalid("confirmation-target-missing", "Give either ids or an import.");
        }

        if (request.Ids is { Count: 0 or > ConfirmManyRequest.IdLimit })
        {
            return Refusal.Invalid("confirmation-ids-invalid", $"Give 1 to {ConfirmManyRequest.IdLimit} ids.");
        }

        var ids = request.Ids?.Distinct().ToArray()
            ?? await ConfirmationStore.ReadImport(transaction, request.Import!.Value, actor.Institution);
        if (ids.Length == 0)
        {
            return Refusal.NotFound("import");
        }

        var result = await ConfirmLines.Run(transaction, ids, actor, clock);
        return Answer.Ok(new
        {
            lines = ids.Length,
            result.Turned,
            result.Confirmed,
            alreadyTurned = result.Refused.Count(line => line.Refusal.Code == "key-already-turned"),
            refused = result.Refused.Where(line => line.Refusal.Code != "key-already-turned")
                .Select(line => new { line.Id, line.Refusal.Code, line.Refusal.Message }),
        });
    }
}

/// <summary>Either lines by id, at most 10,000, or all lines of an import.</summary>
public sealed record ConfirmManyRequest(IReadOnlyList<Guid>? Ids = null, Guid? Import = null)
{
    public const int IdLimit = 10_000;
}
