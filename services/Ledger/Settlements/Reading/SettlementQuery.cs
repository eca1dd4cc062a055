using Dapper;
using HourExchange.Ledger.Settlements.Domain;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Settlements.Reading;

/// <summary>Settlements as their two ends see them.</summary>
internal static class SettlementQuery
{
    /// <summary>Where a settlement stands.</summary>
    public const string State = "case when reopened then 'reopened' when netting is not null then 'netted' when paid_on is not null then 'paid' else 'open' end";

    private const string Select = $"""
        select settlement.id, settlement.book, settlement.year, statement.number as statement, statement.edition, payer, payee, domains, minutes, amount, currency,
            {State} as state, paid_on, payment_reference as reference, netting
        from ledger.settlement join ledger.statement on statement.id = settlement.statement
        where @institution in (payer, payee)
        """;

    private const string OfYear = $"{Select} and settlement.book = @book and settlement.year = @year order by statement.edition, position";

    private const string Page = $"{Select} and (@after::uuid is null or settlement.id > @after) order by settlement.id limit @limit";

    public static async Task<IReadOnlyList<SettlementView>> ReadYear(
        NpgsqlConnection connection, string book, string year, Caller caller, NpgsqlTransaction? transaction = null) =>
        [.. (await connection.QueryAsync<Row>(OfYear, new { book, year, caller.Institution }, transaction)).Select(row => row.ToView(caller))];

    public static async Task<IReadOnlyList<SettlementView>> ReadPage(NpgsqlConnection connection, Caller caller, Guid? after, int limit) =>
        [.. (await connection.QueryAsync<Row>(Page, new { caller.Institution, after, limit })).Select(row => row.ToView(caller))];

    // Dapper fills arrays by property, not by constructor.
    private sealed record Row
    {
        public SettlementView ToView(Caller caller) => new(
            Id, Book, Year, Statement, Edition, Payer, Payee, Domains, Minutes, Amount, Currency, State, PaidOn, Reference, Netting,
            SettlementLife.ActsOf(State, caller.Role));

        public Guid Id { get; init; }

        public string Book { get; init; } = "";

        public string Year { get; init; } = "";

        public int? Statement { get; init; }

        public int Edition { get; init; }

        public string Payer { get; init; } = "";

        public string Payee { get; init; } = "";

        public string[] Domains { get; init; } = [];

        public int Minutes { get; init; }

        public decimal Amount { get; init; }

        public string Currency { get; init; } = "";

        public string State { get; init; } = "";

        public DateOnly? PaidOn { get; init; }

        public string? Reference { get; init; }

        public Guid? Netting { get; init; }
    }
}
