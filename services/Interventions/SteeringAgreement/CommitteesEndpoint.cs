using Dapper;
using HourExchange.Interventions.Domain;
using HourExchange.Interventions.SigningAgreement;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.SteeringAgreement;

/// <summary>The committees of an agreement, and how many steering meetings its academic year still lacks.</summary>
public static class CommitteesEndpoint
{
    private const string HeldDates = """
        select meeting.held_on from interventions.meeting join interventions.committee on committee.id = meeting.committee
        where meeting.agreement = @Ref and committee.kind = 'steering' and meeting.held_on between @FirstDay and @on
        order by meeting.held_on limit @limit
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/agreements/{reference}/committees",
            (string reference, DateOnly? on, HttpContext http, NpgsqlDataSource database, TimeProvider clock) =>
                AgreementAccess.Read(http, database, reference, (connection, agreement) =>
                    Read(connection, agreement, on ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))))
            .For(AgreementAccess.Readers);

    private static async Task<IResult> Read(NpgsqlConnection connection, Agreement agreement, DateOnly on)
    {
        var committees = await CommitteeQuery.Find(connection, agreement.Ref);
        if (agreement.TermsAt(on)?.YearOf(on) is not { } year)
        {
            return Results.Ok(new { on, year = (string?)null, steeringMeetingsMissing = (int?)null, committees });
        }

        // More than are foreseen need not be known.
        var held = await connection.QueryAsync<MeetingRow>(HeldDates, new { agreement.Ref, year.FirstDay, on, limit = SteeringRules.MeetingsInYear });
        return Results.Ok(new
        {
            on,
            year = (string?)year.Label,
            steeringMeetingsMissing = (int?)SteeringRules.MeetingsMissing(held.Select(meeting => meeting.HeldOn), year.FirstDay, on),
            committees,
        });
    }

    private sealed record MeetingRow(DateOnly HeldOn);
}
