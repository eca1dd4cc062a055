using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Interventions.Committees.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Committees.Forming;

/// <summary>A party's management forms a committee of the agreement, with its seat rules and people.</summary>
public static class FormCommitteeEndpoint
{
    /// <summary>Of one agreement; the list of them is one page.</summary>
    private const int CommitteesLimit = 100;

    private const string Count = "select count(*)::int from interventions.committee where agreement = @Ref";

    private const string Insert = """
        insert into interventions.committee (id, agreement, number, kind, name, formed_by_institution, formed_by, formed_at)
        values (@id, @Ref, @number, @Kind, @Name, @Institution, @Subject, @now)
        on conflict (agreement, name) where dissolved_on is null do nothing
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/agreements/{reference}/committees",
            (string reference, CommitteeDraft request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                AgreementAccess.Write(http, writes, reference, request, (transaction, agreement) =>
                    Form(transaction, agreement, request, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Management).WithName("formCommittee");

    private static async Task<Decision<Made<FormedCommittee>>> Form(
        NpgsqlTransaction transaction, Agreement agreement, CommitteeDraft committee, Caller caller, DateTimeOffset now)
    {
        if (CommitteeRules.Check(agreement, committee) is { } broken)
        {
            return broken;
        }

        var connection = transaction.Connection!;
        var number = 1 + await connection.ExecuteScalarAsync<int>(Count, new { agreement.Ref }, transaction);
        if (number > CommitteesLimit)
        {
            return Refusal.Conflict("committees-too-many", $"An agreement has at most {CommitteesLimit} committees.");
        }

        var id = Guid.CreateVersion7();
        var head = new { id, agreement.Ref, number, committee.Kind, committee.Name, caller.Institution, caller.Subject, now };
        if (await connection.ExecuteAsync(Insert, head, transaction) == 0)
        {
            return Refusal.Conflict("committee-name-taken", $"{agreement.Ref} has a committee of that name.");
        }

        await CompositionStore.Add(transaction, agreement.Ref, id, 1, from: null, committee, caller, now);
        await CommitteeAnnouncement.Add(transaction, [id]);
        return Answer.Created($"/api/v1/agreements/{agreement.Ref}/committees", new FormedCommittee(id, number, committee.Kind, committee.Name));
    }
}

/// <summary>A committee that was formed.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Number">In the order of forming, from 1.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Name">Its name.</param>
public sealed record FormedCommittee(
    Guid Id, int Number, [property: KnownValues(typeof(CommitteeRules), nameof(CommitteeRules.Kinds))] string Kind, string Name);
