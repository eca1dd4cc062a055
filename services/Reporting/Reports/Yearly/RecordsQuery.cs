using System.Text.Json;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>Reads what was told of an agreement beside its postings and lines.</summary>
internal static class RecordsQuery
{
    /// <summary>Of one agreement: commitments, committees, meetings, actions and means are limited where they are recorded.</summary>
    private const int Limit = 20_000;

    private static readonly IReadOnlyDictionary<string, Type> Contracts = new[]
    {
        typeof(CommitmentChanged), typeof(MeetingRecorded), typeof(ActionChanged), typeof(PlacementsCounted), typeof(YearDrafted), typeof(DraftWithdrawn),
        typeof(StatementSigned), typeof(YearClosed), typeof(YearReopened), typeof(SettlementAgreed), typeof(SettlementPaid), typeof(PaymentWithdrawn), typeof(SettlementNetted),
        typeof(CommitteeChanged), typeof(MeansNoted),
    }.ToDictionary(Wire.ContractOf);

    private const string Sql = """
        select contract, body from reporting.record
        where generation = (select number from reporting.generation where live) and agreement = @agreement
        order by contract, id limit @Limit
        """;

    private const string OfClosings = """
        select agreement, contract, body from reporting.record
        where generation = (select number from reporting.generation where live) and agreement = any(@agreements) and contract = any(@contracts)
        order by agreement, contract, id limit @Limit
        """;

    private static readonly string[] Closings =
    [
        .. new[]
        {
            typeof(ActionChanged), typeof(YearDrafted), typeof(DraftWithdrawn), typeof(StatementSigned), typeof(YearClosed), typeof(YearReopened), typeof(SettlementAgreed),
            typeof(SettlementPaid), typeof(PaymentWithdrawn), typeof(SettlementNetted),
        }.Select(Wire.ContractOf),
    ];

    public static async Task<IReadOnlyList<object>> Read(NpgsqlConnection connection, string agreement, NpgsqlTransaction moment) =>
        [.. (await HotStatement.Query<(string Contract, string Body)>(connection, moment, Sql, new("agreement", agreement), new("Limit", Limit)))
            .Select(row => Told(row.Contract, row.Body))];

    /// <summary>How years of several agreements closed, what is to be paid and what is to be done.</summary>
    public static async Task<ILookup<string, object>> ReadClosings(NpgsqlConnection connection, IReadOnlyList<string> agreements, NpgsqlTransaction moment) =>
        (await HotStatement.Query<(string Agreement, string Contract, string Body)>(
            connection, moment, OfClosings, new("agreements", agreements.ToArray()), new("contracts", Closings), new("Limit", Limit))).ToLookup(row => row.Agreement, row => Told(row.Contract, row.Body));

    private static object Told(string contract, string body) => JsonSerializer.Deserialize(body, Contracts[contract], Wire.Json)!;
}
