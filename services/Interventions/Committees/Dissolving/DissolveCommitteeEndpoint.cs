using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Interventions.Committees.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Interventions.Committees.Dissolving;

/// <summary>A party's management dissolves a committee. It stays readable with its meetings; its name is free again.</summary>
public static class DissolveCommitteeEndpoint
{
    private const string LastMetOn = "select max(held_on) from interventions.meeting where committee = @id";

    private const string Dissolve = """
        update interventions.committee set dissolved_on = @DissolvedOn, dissolution_reason = @Reason, dissolved_by_institution = @Institution,
            dissolved_by = @Subject, dissolved_at = @now
        where id = @id
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/agreements/{reference}/committees/{id:guid}/dissolutions",
            (string reference, Guid id, DissolutionRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                AgreementAccess.Write(http, writes, reference, request, (transaction, agreement) =>
                    Run(transaction, agreement, id, request, http, clock)))
            .For(Roles.Management).WithName("dissolveCommittee").AsksIfMatch();

    private static async Task<Decision<Made<CommitteeView>>> Run(
        NpgsqlTransaction transaction, Agreement agreement, Guid id, DissolutionRequest request, HttpContext http, TimeProvider clock)
    {
        if ((await CommitteeToChange.Take(transaction, agreement, id, http)).IsRefused(out var refusal, out var committee))
        {
            return refusal;
        }

        var lastMetOn = await transaction.Connection!.ExecuteScalarAsync<DateOnly?>(LastMetOn, new { id }, transaction);
        if (CommitteeLife.CheckDissolution(
            committee.State, committee.EffectiveFrom, lastMetOn, request.DissolvedOn, clock.Today(), request.Reason) is { } broken)
        {
            return broken;
        }

        var caller = Caller.Of(http.User);
        await transaction.Connection!.ExecuteAsync(
            Dissolve, new { id, request.DissolvedOn, request.Reason, caller.Institution, caller.Subject, now = clock.GetUtcNow() }, transaction);
        await CommitteeAnnouncement.Add(transaction, [id]);
        return await CommitteeToChange.Answered(transaction, agreement, id, request.DissolvedOn, caller);
    }
}

/// <summary>That a committee is dissolved.</summary>
/// <param name="DissolvedOn">Its last day, today at the latest.</param>
/// <param name="Reason">3 to 1000 characters, if it is said.</param>
public sealed record DissolutionRequest(DateOnly DissolvedOn, string? Reason = null);
