using System.Text.Json.Serialization;
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
                writes.Run(http, request, transaction => Confirm(transaction, request, ChangeLine.ActorOf(http), clock)))
            .For(LineLife.RoleOf(LineAct.Confirm)).WithName("confirmInterventions");

    private static async Task<Decision<Answer<ConfirmedMany>>> Confirm(NpgsqlTransaction transaction, ConfirmManyRequest request, Actor actor, TimeProvider clock)
    {
        if ((request.Ids is null) == (request.Import is null))
        {
            return Refusal.Invalid("confirmation-target-missing", "Give either ids or an import.");
        }

        if (request.Revisions is { Count: > ConfirmManyRequest.IdLimit })
        {
            return Refusal.Invalid("confirmation-ids-invalid", $"Give 1 to {ConfirmManyRequest.IdLimit} ids.");
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

        var result = await ConfirmLines.Run(transaction, ids, request.Revisions ?? new Dictionary<Guid, int>(), actor, clock);
        var refused = result.Refused.Where(line => line.Refusal.Code != "key-already-turned").Select(line => new UnconfirmedLine(line.Id, line.Refusal.Code, line.Refusal.Message, line.Refusal.Message.Values)).ToList();
        return Answer.Ok(new ConfirmedMany(ids.Length, result.Turned.Lines.Count, result.Turned.Confirmed, result.Refused.Count - refused.Count, refused));
    }
}

/// <summary>What became of the lines whose keys were to be turned.</summary>
/// <param name="Lines">How many were asked for, each once.</param>
/// <param name="Turned">Keys turned now.</param>
/// <param name="Confirmed">Lines that have both keys by it.</param>
/// <param name="AlreadyTurned">Lines whose key this institution had turned before.</param>
/// <param name="Refused">The others, each with its reason.</param>
public sealed record ConfirmedMany(int Lines, int Turned, int Confirmed, int AlreadyTurned, IReadOnlyList<UnconfirmedLine> Refused);

/// <summary>A line whose key was not turned.</summary>
/// <param name="Id">Of the line.</param>
/// <param name="Code">Of the refusal.</param>
/// <param name="Message">The refusal in words.</param>
/// <param name="Values">The values in the message, by name; absent where it has none.</param>
public sealed record UnconfirmedLine(
    Guid Id, string Code, string Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Values);

/// <summary>Either lines by id, at most 10,000, or all lines of an import.</summary>
/// <param name="Revisions">
/// The delivered revision that was looked at, by id of the line: a line that stands at another one meanwhile is refused with <c>revision-changed</c>.
/// Of a line that is not in it the present one is confirmed.
/// </param>
public sealed record ConfirmManyRequest(IReadOnlyList<Guid>? Ids = null, Guid? Import = null, IReadOnlyDictionary<Guid, int>? Revisions = null)
{
    public const int IdLimit = 10_000;
}
