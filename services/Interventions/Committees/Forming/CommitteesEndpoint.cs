using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Committees.Meeting;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Committees.Forming;

/// <summary>The committees of an agreement, and how many steering meetings its academic year still lacks.</summary>
public static class CommitteesEndpoint
{
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

        return Results.Ok(new
        {
            on,
            year = (string?)year.Label,
            steeringMeetingsMissing = (int?)await SteeringMeetings.Missing(connection, agreement, year, on),
            committees,
        });
    }
}
