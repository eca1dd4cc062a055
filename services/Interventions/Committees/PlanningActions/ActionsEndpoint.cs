using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Committees.PlanningActions;

/// <summary>The action plan; with <c>overdueOn</c> only what is open and was due before that day.</summary>
public static class ActionsEndpoint
{
    private const string Actions = """
        select planned.id, planned.number, planned.meeting, planned.text, planned.responsible, planned.due_on,
            latest.state, latest.remark, latest.revision, latest.said_at
        from interventions.action as planned cross join lateral (
            select state, remark, revision, said_at from interventions.action_state where action_state.action = planned.id
            order by revision desc limit 1) as latest
        where planned.agreement = @reference and planned.number > @After
            and (@overdueOn::date is null or (latest.state = 'open' and planned.due_on < @overdueOn::date))
        order by planned.number limit @Take
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/agreements/{reference}/actions",
            (string reference, DateOnly? overdueOn, int? after, int? limit, HttpContext http, NpgsqlDataSource database) =>
                AgreementAccess.Read(http, database, reference, (connection, _) => Read(connection, reference, overdueOn, after, limit)))
            .For(AgreementAccess.Readers).WithName("listActions");

    private static async Task<Shown<ActionPage>> Read(NpgsqlConnection connection, string reference, DateOnly? overdueOn, int? after, int? limit)
    {
        if (Page.Read<int?>(after ?? 0, limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        var taken = (await connection.QueryAsync<ActionView>(Actions, new { reference, overdueOn, page.After, page.Take })).AsList();
        var (actions, next) = page.Cut(taken, action => action.Number);
        return new ActionPage(actions, next);
    }
}

/// <summary>A page of the action plan.</summary>
/// <param name="Actions">In the order of their numbers.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record ActionPage(IReadOnlyList<ActionView> Actions, int? Next);

/// <summary>An action as it stands.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Number">In the order of planning, from 1.</param>
/// <param name="Meeting">Identifier of the meeting that decided it, if one did.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="Responsible">Code of the party that does it.</param>
/// <param name="DueOn">Until when.</param>
/// <param name="State">How it stands.</param>
/// <param name="Remark">What was said with that state, if anything.</param>
/// <param name="Revision">How often its state was said.</param>
/// <param name="SaidAt">When it was said last; UTC.</param>
public sealed record ActionView(
    Guid Id, int Number, Guid? Meeting, string Text, string Responsible, DateOnly DueOn,
    [property: KnownValues(typeof(ActionRules), nameof(ActionRules.States))] string State, string? Remark, int Revision, DateTime SaidAt);
