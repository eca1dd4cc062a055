using Dapper;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Interventions.Committees.Meeting;

/// <summary>How many steering meetings an academic year still lacks on a day.</summary>
internal static class SteeringMeetings
{
    private const string HeldDates = """
        select meeting.held_on from interventions.meeting join interventions.committee on committee.id = meeting.committee
        where meeting.agreement = @Ref and committee.kind = 'steering' and meeting.held_on between @FirstDay and @on
        order by meeting.held_on limit @limit
        """;

    public static async Task<int> Missing(NpgsqlConnection connection, Agreement agreement, LabelledYear year, DateOnly on)
    {
        // More than are foreseen need not be known.
        var held = await connection.QueryAsync<DateOnly>(HeldDates, new { agreement.Ref, year.FirstDay, on, limit = SteeringRules.MeetingsInYear });
        return SteeringRules.MeetingsMissing(held, year.FirstDay, on);
    }
}
