using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Committees.Keeping;
using HourExchange.Interventions.Committees.Meeting;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Interventions.Committees.Forming;

/// <summary>The committees of an agreement as they are made up on a day, the dissolved ones too, and how many steering meetings its academic year still lacks.</summary>
public static class CommitteesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/agreements/{reference}/committees",
            (string reference, DateOnly? on, HttpContext http, NpgsqlDataSource database, TimeProvider clock) =>
                AgreementAccess.Read(http, database, reference, (connection, agreement) =>
                    Read(connection, agreement, on ?? clock.Today(), Caller.Of(http.User).Role)))
            .For(AgreementAccess.Readers).WithName("listCommittees");
        routes.MapGet("/api/v1/agreements/{reference}/committees/{id:guid}",
            (string reference, Guid id, DateOnly? on, HttpContext http, NpgsqlDataSource database, TimeProvider clock) =>
                AgreementAccess.Read(http, database, reference, (connection, agreement) => ReadOne(connection, agreement, id, on ?? clock.Today(), http)))
            .For(AgreementAccess.Readers).WithName("getCommittee").GivesETag();
    }

    private static async Task<Shown<CommitteeView>> ReadOne(NpgsqlConnection connection, Agreement agreement, Guid id, DateOnly on, HttpContext http)
    {
        if (await CommitteeQuery.Find(connection, null, agreement.Ref, on, Caller.Of(http.User).Role, id) is not [var committee])
        {
            return Refusal.NotFound("committee");
        }

        http.Response.Headers.ETag = IfMatch.ETagOf(committee.Version);
        return committee;
    }

    private static async Task<Shown<CommitteeList>> Read(NpgsqlConnection connection, Agreement agreement, DateOnly on, string role)
    {
        var committees = await CommitteeQuery.Find(connection, null, agreement.Ref, on, role);
        return agreement.TermsAt(on)?.YearOf(on) is { } year
            ? new CommitteeList(on, year.Label, await SteeringMeetings.Missing(connection, agreement, year, on), committees)
            : new CommitteeList(on, null, null, committees);
    }
}

/// <summary>The committees of an agreement, and the meetings that a year lacks.</summary>
/// <param name="On">The day asked about; today if none was.</param>
/// <param name="Year">Its academic year; null where the agreement has no terms in force.</param>
/// <param name="SteeringMeetingsMissing">How many the year still lacks of the two that an agreement foresees.</param>
/// <param name="Committees">In the order of forming; at most 100.</param>
public sealed record CommitteeList(DateOnly On, string? Year, int? SteeringMeetingsMissing, IReadOnlyList<CommitteeView> Committees);
