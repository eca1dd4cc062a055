using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Committees.PlanningActions;

/// <summary>A party's management says how an action stands, with a remark if need be. The same state again may bring another remark.</summary>
public static class ChangeActionEndpoint
{
    private const string Exists = "select exists (select from interventions.action where id = @id and agreement = @Ref)";

    private const string Insert = """
        insert into interventions.action_state (action, revision, state, remark, said_by_institution, said_by, said_at)
        select @id, max(revision) + 1, @State, @Remark, @Institution, @Subject, @now from interventions.action_state where action = @id
        returning revision
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/agreements/{reference}/actions/{id:guid}/states",
            (string reference, Guid id, ActionStateRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                AgreementAccess.Write(http, writes, reference, request, (transaction, agreement) =>
                    Change(transaction, agreement, id, request, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Management).WithName("changeAction");

    private static async Task<Decision<Made<SaidActionState>>> Change(
        NpgsqlTransaction transaction, Agreement agreement, Guid id, ActionStateRequest request, Caller caller, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        if (!await connection.ExecuteScalarAsync<bool>(Exists, new { id, agreement.Ref }, transaction))
        {
            return Refusal.NotFound("action");
        }

        if (ActionRules.CheckState(request.State, request.Remark) is { } broken)
        {
            return broken;
        }

        var revision = await connection.ExecuteScalarAsync<int>(
            Insert, new { id, request.State, request.Remark, caller.Institution, caller.Subject, now }, transaction);
        await ActionAnnouncement.Add(transaction, [id]);
        return Answer.Created(null, new SaidActionState(id, revision, request.State, request.Remark));
    }
}

/// <summary>How an action stands.</summary>
/// <param name="State">open, done or dropped.</param>
/// <param name="Remark">1 to 1000 characters.</param>
public sealed record ActionStateRequest(string State, string? Remark = null);

/// <summary>The state of an action that was said.</summary>
/// <param name="Id">Identifier of the action.</param>
/// <param name="Revision">How often its state was said.</param>
/// <param name="State">How it stands now.</param>
/// <param name="Remark">What was said with it, if anything.</param>
public sealed record SaidActionState(
    Guid Id, int Revision, [property: KnownValues(typeof(ActionRules), nameof(ActionRules.States))] string State, string? Remark);
