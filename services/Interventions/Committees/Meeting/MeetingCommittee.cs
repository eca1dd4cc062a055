using Dapper;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Plumbing;
using Npgsql;

namespace HourExchange.Interventions.Committees.Meeting;

/// <summary>Whether a committee of the agreement can have met on a day.</summary>
internal static class MeetingCommittee
{
    private const string Find = "select id, dissolved_on from interventions.committee where id = @id and agreement = @Ref";

    public static async Task<Refusal?> Check(NpgsqlTransaction transaction, Agreement agreement, Guid id, DateOnly heldOn) =>
        await transaction.Connection!.QuerySingleOrDefaultAsync<CommitteeRow>(Find, new { id, agreement.Ref }, transaction) is { } committee
            ? CommitteeLife.CheckMeeting(committee.DissolvedOn, heldOn)
            : Refusal.Invalid("committee-unknown", $"{agreement.Ref} has no such committee.");

    private sealed record CommitteeRow(Guid Id, DateOnly? DissolvedOn);
}
