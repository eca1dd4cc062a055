using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Interventions.Lines.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Confirming;

/// <summary>An approver turns its institution's key over one line.</summary>
public static class ConfirmEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/interventions/{id:guid}/confirmations",
            (Guid id, ConfirmRequest? request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Confirm(transaction, id, request, http, clock)))
            .For(LineLife.RoleOf(LineAct.Confirm)).WithName("confirmIntervention").AsksIfMatch();

    private static async Task<Decision<Answer<InterventionView>>> Confirm(
        NpgsqlTransaction transaction, Guid id, ConfirmRequest? request, HttpContext http, TimeProvider clock)
    {
        var actor = ChangeLine.ActorOf(http);
        if ((await LineQuery.Take(transaction, [id], actor.Institution)).SingleOrDefault() is not { } line)
        {
            return Refusal.NotFound("intervention");
        }

        if (ChangeLine.CheckVersion(http, line.Version) is { } stale)
        {
            return stale;
        }

        if (request?.Revision is { } revision && revision != line.Revision)
        {
            return KeyRules.OtherRevision(line.Revision);
        }

        var result = await ConfirmLines.Run(transaction, line, actor, clock);
        if (result.Refused.Count > 0)
        {
            return result.Refused[0].Refusal;
        }

        // As it stands after the key, without reading it again: second keys are turned more than anything else.
        var turned = result.Turned.Lines.Single();
        return Answer.Ok(new InterventionView(turned, actor, result.Turned.Agreements[turned.Agreement])) with { ETag = ETags.Of(turned.Version) };
    }
}

/// <param name="Revision">The delivered revision that was looked at; another one meanwhile is a conflict. Null: the present one.</param>
public sealed record ConfirmRequest(int? Revision = null);
