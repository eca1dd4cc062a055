using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
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
            .For(AgreementAccess.Readers);

    private static async Task<IResult> Read(NpgsqlConnection connection, string reference, DateOnly? overdueOn, int? after, int? limit)
    {
        if (Page.Read<int?>(after ?? 0, limit).IsRefused(out var refusal, out var page))
        {
            return Problem.From(refusal);
        }

        var taken = (await connection.QueryAsync<ActionRow>(Actions, new { reference, overdueOn, page.After, page.Take })).AsList();
        var (actions, next) = page.Cut(taken, action => action.Number);
        return Results.Ok(new { actions, next });
    }

    private sealed record ActionRow(
        Guid Id, int Number, Guid? Meeting, string Text, string Responsible, DateOnly DueOn, string State, string? Remark, int Revision, DateTime SaidAt);
}
