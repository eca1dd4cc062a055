using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Interventions.Committees.PlanningActions;

/// <summary>Tells of actions as they stand, each under its next revision.</summary>
internal static class ActionAnnouncement
{
    // Before anything is read: who strikes a name meanwhile waits here, and tells after us.
    private const string Number = "update interventions.action set told = told + 1 where id = any(@ids)";

    private const string Standing = """
        select planned.id as action, planned.agreement, planned.told as revision, planned.meeting, planned.responsible, planned.due_on,
            latest.state, latest.said_at, planned.text, latest.remark
        from interventions.action as planned cross join lateral (
            select state, remark, said_at from interventions.action_state where action_state.action = planned.id
            order by revision desc limit 1) as latest
        where planned.id = any(@ids) order by planned.id
        """;

    public static async Task Add(NpgsqlTransaction transaction, IReadOnlyCollection<Guid> ids)
    {
        await transaction.Connection!.ExecuteAsync(Number, new { ids = ids.ToArray() }, transaction);
        await OutboxWriter.AddAll(transaction, await Read(transaction, ids));
    }

    /// <summary>As they stand, under the revision told last.</summary>
    public static async Task<IReadOnlyList<ActionChanged>> Read(NpgsqlTransaction transaction, IReadOnlyCollection<Guid> ids) =>
        [.. (await transaction.Connection!.QueryAsync<ActionRow>(Standing, new { ids = ids.ToArray() }, transaction)).Select(action => action.ToEvent())];

    private sealed record ActionRow(
        Guid Action, string Agreement, int Revision, Guid? Meeting, string Responsible, DateOnly DueOn, string State, DateTime SaidAt, string Text, string? Remark)
    {
        public ActionChanged ToEvent() => new(Action, Agreement, Revision, Meeting, Responsible, DueOn, State, SaidAt, Text, Remark);
    }
}
