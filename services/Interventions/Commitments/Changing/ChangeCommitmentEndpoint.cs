using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Commitments.Domain;
using HourExchange.Interventions.Commitments.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Commitments.Changing;

/// <summary>A party's management says how a commitment stands. Any state may follow any other; the same again is no change.</summary>
public static class ChangeCommitmentEndpoint
{
    private const string Find = """
        select latest.state
        from interventions.commitment cross join lateral (
            select state from interventions.commitment_state where commitment_state.commitment = commitment.id
            order by revision desc limit 1) as latest
        where commitment.id = @id and commitment.agreement = @Ref
        """;

    private const string Insert = """
        insert into interventions.commitment_state (commitment, revision, state, said_by_institution, said_by, said_at)
        select @id, max(revision) + 1, @State, @Institution, @Subject, @now from interventions.commitment_state where commitment = @id
        returning revision
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/agreements/{reference}/commitments/{id:guid}/states",
            (string reference, Guid id, CommitmentStateRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                AgreementAccess.Write(http, writes, reference, request, (transaction, agreement) =>
                    Change(transaction, agreement, id, request.State, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Management).WithName("changeCommitment");

    private static async Task<Decision<Made<SaidCommitmentState>>> Change(
        NpgsqlTransaction transaction, Agreement agreement, Guid id, string state, Caller caller, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        if (await connection.ExecuteScalarAsync<string?>(Find, new { id, agreement.Ref }, transaction) is not { } standing)
        {
            return Refusal.NotFound("commitment");
        }

        if (CommitmentRules.CheckState(state) is { } broken)
        {
            return broken;
        }

        if (standing == state)
        {
            return Refusal.Conflict("commitment-state-unchanged", $"The commitment is {state} already.");
        }

        var revision = await connection.ExecuteScalarAsync<int>(
            Insert, new { id, State = state, caller.Institution, caller.Subject, now }, transaction);
        await CommitmentAnnouncement.Add(transaction, [id]);
        return Answer.Created(null, new SaidCommitmentState(id, revision, state));
    }
}

/// <summary>How a commitment stands.</summary>
/// <param name="State">planned, running, fulfilled or abandoned.</param>
public sealed record CommitmentStateRequest(string State);

/// <summary>The state of a commitment that was said.</summary>
/// <param name="Id">Identifier of the commitment.</param>
/// <param name="Revision">How often its state was said.</param>
/// <param name="State">How it stands now.</param>
public sealed record SaidCommitmentState(Guid Id, int Revision, [property: KnownValues(typeof(CommitmentRules), nameof(CommitmentRules.States))] string State);
