using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Institutions.Domain;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Committees.Meeting;

/// <summary>The meetings of an agreement in the order they were recorded, with participants and numbered decisions.</summary>
public static class MeetingsEndpoint
{
    private const string Meetings = """
        select id, number, committee, held_on, note from interventions.meeting
        where agreement = @reference and number > @After order by number limit @Take
        """;

    private const string Parts = """
        select meeting, institution, code from interventions.meeting_participant where meeting = any(@ids) order by meeting, position;
        select meeting, number, text from interventions.decision where meeting = any(@ids) order by meeting, number
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/agreements/{reference}/meetings",
            (string reference, int? after, int? limit, HttpContext http, NpgsqlDataSource database) =>
                AgreementAccess.Read(http, database, reference, (connection, _) => Read(connection, reference, after, limit)))
            .For(AgreementAccess.Readers);

    private static async Task<IResult> Read(NpgsqlConnection connection, string reference, int? after, int? limit)
    {
        if (Page.Read<int?>(after ?? 0, limit).IsRefused(out var refusal, out var page))
        {
            return Problem.From(refusal);
        }

        var taken = (await connection.QueryAsync<MeetingRow>(Meetings, new { reference, page.After, page.Take })).AsList();
        var (rows, next) = page.Cut(taken, meeting => meeting.Number);
        await using var parts = await connection.QueryMultipleAsync(Parts, new { ids = rows.Select(meeting => meeting.Id).ToArray() });
        var participants = (await parts.ReadAsync<ParticipantRow>()).ToLookup(person => person.Meeting, person => new PersonCode(person.Institution, person.Code));
        var decisions = (await parts.ReadAsync<DecisionRow>()).ToLookup(decision => decision.Meeting, decision => new { decision.Number, decision.Text });
        return Results.Ok(new
        {
            meetings = rows.Select(meeting => new
            {
                meeting.Id,
                meeting.Number,
                meeting.Committee,
                meeting.HeldOn,
                meeting.Note,
                participants = participants[meeting.Id],
                decisions = decisions[meeting.Id],
            }),
            next,
        });
    }

    private sealed record MeetingRow(Guid Id, int Number, Guid Committee, DateOnly HeldOn, string? Note);

    private sealed record ParticipantRow(Guid Meeting, string Institution, string Code);

    private sealed record DecisionRow(Guid Meeting, int Number, string Text);
}
