using System.Text.Json.Serialization;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Approving;

/// <summary>
/// The lending institution permits or declines many requested lines at once. Each is locked and judged by itself, as it stands
/// then: good ones are done, the others keep their refusal beside them.
/// </summary>
public static class ApproveManyEndpoint
{
    private const int IdLimit = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/interventions/approvals",
            (ApproveManyRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) => writes.Run(http, request, transaction => Decide(
                transaction, request.Ids, LineAct.Approve, null, ChangeLine.ActorOf(http), clock, (line, actor) => line.Approve(actor))))
            .For(LineLife.RoleOf(LineAct.Approve)).WithName("approveInterventions");
        routes.MapPost("/api/v1/interventions/declines",
            (DeclineManyRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) => writes.Run(http, request, transaction => Decide(
                transaction, request.Ids, LineAct.Decline, request.Reason, ChangeLine.ActorOf(http), clock, (line, actor) => line.Decline(actor, request.Reason))))
            .For(LineLife.RoleOf(LineAct.Decline)).WithName("declineInterventions");
    }

    private static async Task<Decision<Answer<LineResults>>> Decide(
        NpgsqlTransaction transaction, IReadOnlyList<Guid> asked, LineAct act, string? reason, Actor actor, TimeProvider clock,
        Func<Line, Actor, Decision<Line>> decide)
    {
        if (asked.Count is 0 or > IdLimit)
        {
            return Refusal.Invalid("ids-invalid", $"Give 1 to {IdLimit} ids.");
        }

        var ids = asked.Distinct().ToArray();
        var lines = (await LineQuery.TakeWithGroups(transaction, ids, actor.Institution)).ToDictionary(line => line.Id);
        var groups = lines.Values.Where(line => line.CoTaught is not null).ToLookup(line => line.CoTaught, line => line.Id);
        var results = new List<LineResult>(ids.Length);
        foreach (var id in ids)
        {
            var refusal = Refusal.NotFound("intervention");
            if (lines.TryGetValue(id, out var line))
            {
                var others = groups[line.CoTaught].Where(other => other != id).Select(other => lines[other]).ToList();
                var done = await ChangeLine.Do(transaction, line, others, act, reason, actor, clock, (one, by) => Task.FromResult(decide(one, by)));
                if (!done.IsRefused(out refusal, out var changed))
                {
                    foreach (var one in changed)
                    {
                        lines[one.Id] = one;
                    }
                }
            }

            results.Add(new LineResult(id, refusal is null ? "done" : "refused", refusal?.Code, refusal?.Message.Text, refusal?.Message.Values));
        }

        return Answer.Ok(new LineResults(results));
    }
}

/// <param name="Ids">1 to 1000; one given twice counts once.</param>
public sealed record ApproveManyRequest(IReadOnlyList<Guid> Ids);

/// <param name="Ids">1 to 1000; one given twice counts once.</param>
/// <param name="Reason">3 to 1000 characters, the same for all.</param>
public sealed record DeclineManyRequest(IReadOnlyList<Guid> Ids, string? Reason = null);

/// <param name="Results">One of each line, in the order in which they were asked for.</param>
public sealed record LineResults(IReadOnlyList<LineResult> Results);

/// <summary>What became of one of many lines.</summary>
/// <param name="Id">Of the line.</param>
/// <param name="Status">done or refused.</param>
/// <param name="Code">Of the refusal; null when done.</param>
/// <param name="Message">The refusal in words; null when done.</param>
/// <param name="Values">The values in the message, by name; absent where it has none.</param>
public sealed record LineResult(Guid Id, [property: KnownValues("done", "refused")] string Status, string? Code, string? Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Values);
