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

namespace HourExchange.Interventions.Commitments.Recording;

/// <summary>A party's management records what was promised beside hours.</summary>
public static class RecordCommitmentEndpoint
{
    private const string Insert = """
        insert into interventions.commitment (id, agreement, number, kind, domain, owed_by, text, recorded_by_institution, recorded_by, recorded_at)
        select @id, @Ref, coalesce(max(number), 0) + 1, @Kind, @Domain, @OwedBy, @Text, @Institution, @Subject, @now
        from interventions.commitment where agreement = @Ref
        returning number
        """;

    private const string InsertState = """
        insert into interventions.commitment_state (commitment, revision, state, said_by_institution, said_by, said_at)
        values (@id, 1, @State, @Institution, @Subject, @now)
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/agreements/{reference}/commitments",
            (string reference, CommitmentRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                AgreementAccess.Write(http, writes, reference, request, (transaction, agreement) =>
                    Record(transaction, agreement, request, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Management).WithName("recordCommitment");

    private static async Task<Decision<Made<RecordedCommitment>>> Record(
        NpgsqlTransaction transaction, Agreement agreement, CommitmentRequest request, Caller caller, DateTimeOffset now)
    {
        if ((CommitmentRules.Check(agreement, request.Kind, request.Text, request.Domain, request.OwedBy) ?? CommitmentRules.CheckState(request.State)) is { } broken)
        {
            return broken;
        }

        var id = Guid.CreateVersion7();
        var row = new
        {
            id,
            agreement.Ref,
            request.Kind,
            request.Domain,
            request.OwedBy,
            request.Text,
            request.State,
            caller.Institution,
            caller.Subject,
            now,
        };
        var number = await transaction.Connection!.ExecuteScalarAsync<int>(Insert, row, transaction);
        await transaction.Connection!.ExecuteAsync(InsertState, row, transaction);
        await CommitmentAnnouncement.Add(transaction, [id]);
        return Answer.Created(
            $"/api/v1/agreements/{agreement.Ref}/commitments",
            new RecordedCommitment(id, number, request.Kind, request.Domain, request.Text, request.State, 1, request.OwedBy));
    }
}

/// <summary>What is promised beside hours.</summary>
/// <param name="Kind">joint-event, cross-listed-course, recruitment-priority, research-opening, placement or other.</param>
/// <param name="Text">1 to 1000 characters.</param>
/// <param name="Domain">One of the agreement's domains, or null.</param>
/// <param name="State">planned, running, fulfilled or abandoned.</param>
/// <param name="OwedBy">Code of the party that owes it; null or left out where all do. It stays, as the text does: what was recorded wrongly is abandoned and recorded anew.</param>
public sealed record CommitmentRequest(string Kind, string Text, string? Domain = null, string State = "planned", string? OwedBy = null);

/// <summary>A commitment that was recorded.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Number">In the order of recording, from 1.</param>
/// <param name="Kind">What sort of promise it is.</param>
/// <param name="Domain">One of the agreement's domains, or null.</param>
/// <param name="Text">What was promised.</param>
/// <param name="State">How it stands.</param>
/// <param name="Revision">1: its state was said once.</param>
/// <param name="OwedBy">Code of the party that owes it; null where all do.</param>
public sealed record RecordedCommitment(
    Guid Id, int Number, [property: KnownValues(typeof(CommitmentRules), nameof(CommitmentRules.Kinds))] string Kind, string? Domain, string Text,
    [property: KnownValues(typeof(CommitmentRules), nameof(CommitmentRules.States))] string State, int Revision, string? OwedBy);
