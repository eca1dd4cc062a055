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

/// <summary>A party's management puts an action into the action plan: what, by which institution, until when. It begins open.</summary>
public static class PlanActionEndpoint
{
    private const string HasMeeting = "select exists (select from interventions.meeting where id = @Meeting and agreement = @Ref)";

    private const string Insert = """
        insert into interventions.action (id, agreement, number, meeting, text, responsible, due_on, planned_by_institution, planned_by, planned_at)
        select @id, @Ref, coalesce(max(number), 0) + 1, @Meeting, @Text, @Responsible, @DueOn, @Institution, @Subject, @now
        from interventions.action where agreement = @Ref
        returning number
        """;

    private const string InsertState = """
        insert into interventions.action_state (action, revision, state, said_by_institution, said_by, said_at)
        values (@id, 1, 'open', @Institution, @Subject, @now)
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/agreements/{reference}/actions",
            (string reference, ActionRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                AgreementAccess.Write(http, writes, reference, request, (transaction, agreement) =>
                    Plan(transaction, agreement, request, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Management).WithName("planAction");

    private static async Task<Decision<Made<PlannedAction>>> Plan(
        NpgsqlTransaction transaction, Agreement agreement, ActionRequest action, Caller caller, DateTimeOffset now)
    {
        if (ActionRules.Check(agreement, action.Text, action.Responsible, action.DueOn) is { } broken)
        {
            return broken;
        }

        var connection = transaction.Connection!;
        if (action.Meeting is not null && !await connection.ExecuteScalarAsync<bool>(HasMeeting, new { action.Meeting, agreement.Ref }, transaction))
        {
            return Refusal.Invalid("meeting-unknown", $"{agreement.Ref} has no such meeting.");
        }

        var id = Guid.CreateVersion7();
        var row = new { id, agreement.Ref, action.Meeting, action.Text, action.Responsible, action.DueOn, caller.Institution, caller.Subject, now };
        var number = await connection.ExecuteScalarAsync<int>(Insert, row, transaction);
        await connection.ExecuteAsync(InsertState, row, transaction);
        await ActionAnnouncement.Add(transaction, [id]);
        return Answer.Created(
            $"/api/v1/agreements/{agreement.Ref}/actions",
            new PlannedAction(id, number, action.Meeting, action.Text, action.Responsible, action.DueOn, "open", 1));
    }
}

/// <param name="Text">1 to 1000 characters.</param>
/// <param name="Responsible">Code of a party.</param>
/// <param name="Meeting">Identifier of the meeting that decided it, if one did.</param>
public sealed record ActionRequest(string Text, string Responsible, DateOnly DueOn, Guid? Meeting = null);

/// <summary>An action that was planned.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Number">In the order of planning, from 1.</param>
/// <param name="Meeting">Identifier of the meeting that decided it, if one did.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="Responsible">Code of the party that does it.</param>
/// <param name="DueOn">Until when.</param>
/// <param name="State">open.</param>
/// <param name="Revision">1: its state was said once.</param>
public sealed record PlannedAction(
    Guid Id, int Number, Guid? Meeting, string Text, string Responsible, DateOnly DueOn,
    [property: KnownValues(typeof(ActionRules), nameof(ActionRules.States))] string State, int Revision);
