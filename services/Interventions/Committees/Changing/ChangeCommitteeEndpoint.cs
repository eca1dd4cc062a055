using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Interventions.Committees.Keeping;
using HourExchange.Interventions.Institutions.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Committees.Changing;

/// <summary>A party's management gives a committee other seats or people from a day on. What held before stays readable; kind and name stay.</summary>
public static class ChangeCommitteeEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/agreements/{reference}/committees/{id:guid}/compositions",
            (string reference, Guid id, CompositionRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                AgreementAccess.Write(http, writes, reference, request, (transaction, agreement) =>
                    Change(transaction, agreement, id, request, http, clock.GetUtcNow())))
            .For(Roles.Management).WithName("changeCommittee").AsksIfMatch();

    private static async Task<Decision<Made<CommitteeView>>> Change(
        NpgsqlTransaction transaction, Agreement agreement, Guid id, CompositionRequest request, HttpContext http, DateTimeOffset now)
    {
        if ((await CommitteeToChange.Take(transaction, agreement, id, http)).IsRefused(out var refusal, out var standing))
        {
            return refusal;
        }

        var committee = new CommitteeDraft(standing.Kind, standing.Name, request.Seats, request.Members, request.Invitees, request.ResourcePersons);
        if ((CommitteeLife.CheckChange(standing.State, standing.EffectiveFrom, request.EffectiveFrom) ?? CommitteeRules.CheckComposition(agreement, committee)) is { } broken)
        {
            return broken;
        }

        var caller = Caller.Of(http.User);
        await CompositionStore.Add(transaction, agreement.Ref, id, standing.Revision + 1, request.EffectiveFrom, committee, caller, now);
        await CommitteeAnnouncement.Add(transaction, [id]);
        return await CommitteeToChange.Answered(transaction, agreement, id, request.EffectiveFrom, caller);
    }
}

/// <summary>What a committee is made of from a day on: all of it, not what differs.</summary>
/// <param name="EffectiveFrom">The first day; not before the change that stands last. On the same day it takes its place.</param>
/// <param name="Seats">Who has how many seats.</param>
/// <param name="Members">Hold a seat of their institution.</param>
/// <param name="Invitees">Take part without a seat; of any institution.</param>
/// <param name="ResourcePersons">Whom a thematic group asks; of any institution.</param>
public sealed record CompositionRequest(
    DateOnly EffectiveFrom,
    IReadOnlyList<SeatRule> Seats,
    IReadOnlyList<PersonCode>? Members = null,
    IReadOnlyList<PersonCode>? Invitees = null,
    IReadOnlyList<PersonCode>? ResourcePersons = null);
