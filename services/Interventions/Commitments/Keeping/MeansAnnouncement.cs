using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Interventions.Commitments.Keeping;

/// <summary>Tells of means in kind as they stand, each under its next revision.</summary>
internal static class MeansAnnouncement
{
    // Before anything is read: who strikes a name meanwhile waits here, and tells after us.
    private const string Number = "update interventions.in_kind_means set told = told + 1 where id = any(@ids)";

    private const string Standing = """
        select id as means, agreement, told as revision, number, what, institution, since, until from interventions.in_kind_means where id = any(@ids) order by id
        """;

    public static async Task Add(NpgsqlTransaction transaction, IReadOnlyCollection<Guid> ids)
    {
        await transaction.Connection!.ExecuteAsync(Number, new { ids = ids.ToArray() }, transaction);
        await OutboxWriter.AddAll(transaction, await Read(transaction, ids));
    }

    /// <summary>As they stand, under the revision told last.</summary>
    public static async Task<IReadOnlyList<MeansNoted>> Read(NpgsqlTransaction transaction, IReadOnlyCollection<Guid> ids) =>
        (await transaction.Connection!.QueryAsync<MeansNoted>(Standing, new { ids = ids.ToArray() }, transaction)).AsList();
}
