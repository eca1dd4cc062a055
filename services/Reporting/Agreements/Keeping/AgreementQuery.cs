using System.Text.Json;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Database;
using HourExchange.Reporting.Agreements.Domain;
using Npgsql;

namespace HourExchange.Reporting.Agreements.Keeping;

/// <summary>Finds agreements for their parties: who is none cannot learn that one exists.</summary>
internal static class AgreementQuery
{
    private const string Sql = """
        select ref, parties, timeline, ends_on from reporting.agreement
        where (@institution::text is null or @institution = any(parties)) and (@agreement::text is null or ref = @agreement) and timeline <> '[]'
        order by ref limit @limit
        """;

    /// <returns>Null when there is none of that code, or the institution is no party to it.</returns>
    public static async Task<KnownAgreement?> Find(NpgsqlConnection connection, string agreement, string institution, NpgsqlTransaction? moment = null) =>
        (await Of(connection, institution, agreement, 1, moment)).SingleOrDefault();

    /// <summary>For what the service does by itself, in nobody's name.</summary>
    /// <returns>Null when its terms are not known.</returns>
    public static async Task<KnownAgreement?> FindUnasked(NpgsqlTransaction transaction, string agreement) =>
        (await Of(transaction.Connection!, null, agreement, 1, transaction)).SingleOrDefault();

    /// <param name="institution">Null is whoever is a party.</param>
    /// <param name="agreement">Null is all of the institution's.</param>
    public static async Task<IReadOnlyList<KnownAgreement>> Of(
        NpgsqlConnection connection, string? institution, string? agreement, int limit, NpgsqlTransaction? moment = null) =>
        [.. (await HotStatement.Query<AgreementRow>(
            connection, moment, Sql, HotStatement.Text("institution", institution), HotStatement.Text("agreement", agreement), new("limit", limit))).Select(row => new KnownAgreement(
            row.Ref, row.Parties, [.. JsonSerializer.Deserialize<DatedTerms[]>(row.Timeline, Wire.Json)!.Select(terms => (terms.From, AgreementTerms.Parse(terms.Terms)))], row.EndsOn))];

    // Dapper fills arrays by property, not by constructor.
    private sealed record AgreementRow
    {
        public string Ref { get; init; } = "";

        public string[] Parties { get; init; } = [];

        public string Timeline { get; init; } = "[]";

        public DateOnly? EndsOn { get; init; }
    }
}
