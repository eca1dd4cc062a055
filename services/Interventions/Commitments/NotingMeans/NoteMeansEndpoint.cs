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

namespace HourExchange.Interventions.Commitments.NotingMeans;

/// <summary>A party's management notes means that are lent in kind. They are noted alone: they never enter the balance.</summary>
public static class NoteMeansEndpoint
{
    private const string Insert = """
        insert into interventions.in_kind_means
            (id, agreement, number, what, institution, since, until, noted_by_institution, noted_by, noted_at)
        select @id, @Ref, coalesce(max(number), 0) + 1, @What, @Institution, @Since, @Until::date, @by, @Subject, @now
        from interventions.in_kind_means where agreement = @Ref
        returning number
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/agreements/{reference}/in-kind-means",
            (string reference, MeansRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                AgreementAccess.Write(http, writes, reference, request, (transaction, agreement) =>
                    Note(transaction, agreement, request, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Management).WithName("noteMeans");

    private static async Task<Decision<Made<MeansView>>> Note(
        NpgsqlTransaction transaction, Agreement agreement, MeansRequest means, Caller caller, DateTimeOffset now)
    {
        if (CommitmentRules.CheckMeans(agreement, means.What, means.Institution, means.Since, means.Until) is { } broken)
        {
            return broken;
        }

        var id = Guid.CreateVersion7();
        var number = await transaction.Connection!.ExecuteScalarAsync<int>(Insert, new
        {
            id,
            agreement.Ref,
            means.What,
            means.Institution,
            means.Since,
            means.Until,
            by = caller.Institution,
            caller.Subject,
            now,
        }, transaction);
        await MeansAnnouncement.Add(transaction, [id]);
        return Answer.Created(
            $"/api/v1/agreements/{agreement.Ref}/in-kind-means",
            new MeansView(id, number, means.What, means.Institution, means.Since, means.Until));
    }
}

/// <summary>Means that are lent in kind.</summary>
/// <param name="What">Premises, equipment and the like: 1 to 500 characters.</param>
/// <param name="Institution">Code of the party that lends them.</param>
/// <param name="Until">Last day, or null while no end is known.</param>
public sealed record MeansRequest(string What, string Institution, DateOnly Since, DateOnly? Until = null);
