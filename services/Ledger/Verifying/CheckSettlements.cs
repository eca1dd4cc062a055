using System.Globalization;
using Dapper;
using HourExchange.Ledger.Years.Domain;
using Npgsql;

namespace HourExchange.Ledger.Verifying;

/// <summary>The settlements that are kept are those that were signed. How they were paid is no consequence of anything.</summary>
internal static class CheckSettlements
{
    private const string Kept = """
        select book, year, position, payer, payee, array_to_string(domains, ' ') as domains, minutes, amount, currency, recorded_for, reopened,
            num_nulls(paid_on, payment_reference, recorded_for, recorded_by) as unpaid,
            payment, (select count(*)::int from ledger.payment_withdrawal as withdrawn where withdrawn.settlement = settlement.id) as withdrawn
        from ledger.settlement where statement = @Id order by position
        """;

    public static async Task<Fault?> Find(NpgsqlConnection connection, KeptStatement statement, StatementContent content)
    {
        IReadOnlyList<string> signed = statement.Number is null ? [] :
        [
            .. content.Settlements.Select(line => Told(
                new Row(content.Book, content.Year, line.Position, line.Payer, line.Payee, string.Join(' ', line.Domains), line.Minutes, line.Amount, line.Currency,
                    null, statement.ReopenedAt is not null, 4, 1, 0))),
        ];
        var kept = (await connection.QueryAsync<Row>(Kept, statement)).AsList();
        var payment = kept.Find(row => row.Unpaid is not (0 or 4) || (row.RecordedFor is { } institution && institution != row.Payer && institution != row.Payee));
        var numbered = kept.Find(row => row.Payment != row.Withdrawn + 1);
        return Fault.Between(statement.Book, $"settlement of {statement.Row}", signed, [.. kept.Select(Told)])
            ?? (payment is null ? null : new Fault(
                statement.Book, $"settlement of {statement.Row} {payment.Position}", "a payment whole or none, recorded by payer or payee", payment.RecordedFor ?? "part of one"))
            ?? (numbered is null ? null : new Fault(
                statement.Book, $"settlement of {statement.Row} {numbered.Position}", $"payment {numbered.Withdrawn + 1}, one after those taken back", $"payment {numbered.Payment}"));
    }

    private static string Told(Row row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Book} {row.Year} {row.Position} {row.Payer} to {row.Payee} for {row.Domains}: {row.Minutes} min {row.Amount:0.00} {row.Currency}{(row.Reopened ? " reopened" : "")}");

    private sealed record Row(
        string Book, string Year, int Position, string Payer, string Payee, string Domains, int Minutes, decimal Amount, string Currency, string? RecordedFor,
        bool Reopened, int Unpaid, int Payment, int Withdrawn);
}
