using Dapper;
using HourExchange.Ledger.Settlements.Domain;
using HourExchange.Plumbing;
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
            {State} as state, paid_on, payment_reference as reference, recorded_for, netting
        from ledger.settlement join ledger.statement on statement.id = settlement.statement
        where @institution in (payer, payee)
        """;

    private const string Withdrawn = """
        select settlement, paid_on, payment_reference as reference, recorded_for, reason, withdrawn_at from ledger.payment_withdrawal
        where settlement = any(@ids) order by settlement, payment
        """;

    private const string OfYear = $"{Select} and settlement.book = @book and settlement.year = @year order by statement.edition, position";

    private const string Page = $"{Select} and (@after::uuid is null or settlement.id > @after) order by settlement.id limit @limit";

    public static async Task<IReadOnlyList<SettlementView>> ReadYear(
        NpgsqlConnection connection, string book, string year, Caller caller, NpgsqlTransaction? transaction = null) =>
        await View(connection, (await connection.QueryAsync<Row>(OfYear, new { book, year, caller.Institution }, transaction)).AsList(), caller, transaction);

    public static async Task<IReadOnlyList<SettlementView>> ReadPage(NpgsqlConnection connection, Caller caller, Guid? after, int limit) =>
        await View(connection, (await connection.QueryAsync<Row>(Page, new { caller.Institution, after, limit })).AsList(), caller, null);

    /// <param name="asked">Which one, where the institution has several in the year; null where it has one.</param>
    public static async Task<Decision<SettlementView>> Choose(NpgsqlTransaction transaction, string book, string year, Caller caller, Guid? asked)
    {
        var candidates = (await ReadYear(transaction.Connection!, book, year, caller, transaction))
            .Where(one => asked is null ? one.State != SettlementLife.Reopened : one.Id == asked).ToList();
        return candidates switch
        {
            [] => Refusal.NotFound("settlement"),
            [var one] => one,
            _ => Refusal.Invalid("settlement-ambiguous", "Your institution has several settlements in this year: name one."),
        };
    }

    private static async Task<IReadOnlyList<SettlementView>> View(NpgsqlConnection connection, List<Row> rows, Caller caller, NpgsqlTransaction? transaction)
    {
        var withdrawn = (await connection.QueryAsync<WithdrawnRow>(Withdrawn, new { ids = rows.Select(row => row.Id).ToArray() }, transaction)).ToLookup(one => one.Settlement);
        return [.. rows.Select(row => row.ToView(caller, [.. withdrawn[row.Id].Select(one => new WithdrawnPaymentView(one.PaidOn, one.Reference, one.RecordedFor, one.Reason, one.WithdrawnAt))]))];
    }

    private sealed record WithdrawnRow(Guid Settlement, DateOnly PaidOn, string Reference, string RecordedFor, string Reason, DateTime WithdrawnAt);

    // Dapper fills arrays by property, not by constructor.
    private sealed record Row
    {
        public SettlementView ToView(Caller caller, IReadOnlyList<WithdrawnPaymentView> withdrawn) => new(
            Id, Book, Year, Statement, Edition, Payer, Payee, Domains, Minutes, Amount, Currency, State, PaidOn, Reference, RecordedFor, Netting, withdrawn,
            SettlementLife.ActsOf(State, caller.Role, RecordedFor == caller.Institution));

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

        public string? RecordedFor { get; init; }

        public Guid? Netting { get; init; }
    }
}
