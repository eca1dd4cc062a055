using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Committees.Keeping;

/// <summary>A committee that is to change: as it stands last, if it is the version that was read.</summary>
internal static class CommitteeToChange
{
    /// <summary>The agreement is locked: nobody else writes its committees meanwhile.</summary>
    public static async Task<Decision<CommitteeView>> Take(NpgsqlTransaction transaction, Agreement agreement, Guid id, HttpContext http)
    {
        if (await CommitteeQuery.Find(transaction.Connection!, transaction, agreement.Ref, DateOnly.MaxValue, Caller.Of(http.User).Role, id) is not [var committee])
        {
            return Refusal.NotFound("committee");
        }

        return IfMatch.Check(http, committee.Version, new Refusal(RefusalKind.Stale, "committee-changed", "The committee has changed since it was read.")) is { } stale
            ? stale
            : committee;
    }

    /// <summary>As it is made up on a day, with its version.</summary>
    public static async Task<Made<CommitteeView>> Answered(NpgsqlTransaction transaction, Agreement agreement, Guid id, DateOnly on, Caller caller)
    {
        var view = (await CommitteeQuery.Find(transaction.Connection!, transaction, agreement.Ref, on, caller.Role, id))[0];
        return Answer.Created($"/api/v1/agreements/{agreement.Ref}/committees/{id}", view) with { ETag = IfMatch.ETagOf(view.Version) };
    }
}
