using Dapper;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Settlements.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Sending;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>A netting that every institution concerned has consented to takes effect, in the transaction of the last consent.</summary>
internal static class BindSettlements
{
    private const string Books = """
        select ref, parties from ledger.book where ref in (
            select settlement.book from ledger.netting_settlement as netted join ledger.settlement on settlement.id = netted.settlement where netted.netting = @id)
        """;

    private const string Bind = """
        update ledger.settlement set netting = @id
        where id in (select settlement from ledger.netting_settlement where netting = @id) and paid_on is null and netting is null and not reopened
        """;

    private const string Gone = $"""
        select {SettlementQuery.State} from ledger.settlement
        where id in (select settlement from ledger.netting_settlement where netting = @id) and (paid_on is not null or netting is not null or reopened)
        limit 1
        """;

    private const string Bound = """
        select id as settlement, book, year, netting from ledger.settlement where netting = @id order by id
        """;

    private const string Unbound = $"""
        select {SettlementQuery.State} from ledger.settlement
        where id in (select settlement from ledger.netting_settlement where netting = @id) and netting is distinct from @id
        limit 1
        """;

    private const string Shares = "select content from ledger.netting_share where netting = @id";

    private const string InsertPayment = """
        insert into ledger.netting_payment (netting, payer, payee, amount, currency) values (@id, @Payer, @Payee, @Amount, @currency)
        """;

    /// <summary>Under the locks of their books no settlement is paid, and no year reopened, while the netting is decided on.</summary>
    public static async Task LockBooks(NpgsqlTransaction transaction, Guid id)
    {
        var books = await transaction.Connection!.QueryAsync<Book>(Books, new { id }, transaction);
        await BookStore.Lock(transaction, books.ToDictionary(book => book.Ref, book => (IReadOnlyList<string>)book.Parties, StringComparer.Ordinal));
    }

    /// <summary>Under the locks: one that is paid, netted or reopened from now on finds the netting, and makes it void.</summary>
    public static async Task<Refusal?> CheckOpen(NpgsqlTransaction transaction, Guid id) =>
        await transaction.Connection!.ExecuteScalarAsync<string>(Gone, new { id }, transaction) is { } state ? NotOpen(state) : null;

    /// <returns>Why the netting can no longer take effect, or null.</returns>
    public static async Task<Refusal?> Run(NpgsqlTransaction transaction, Guid id, string currency, DateTimeOffset now)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(Bind, new { id }, transaction);
        if (await connection.ExecuteScalarAsync<string>(Unbound, new { id }, transaction) is { } state)
        {
            return NotOpen(state);
        }

        var bound = (await connection.QueryAsync<SettlementNetted>(Bound, new { id }, transaction)).AsList();
        await VoidNettings.Run(transaction, bound.Select(one => one.Settlement), "netted", now, bound: id);
        foreach (var netted in bound)
        {
            await OutboxWriter.Add(transaction, netted);
        }

        // Every payment stands in the shares of its two ends: that of the payer is taken.
        var shares = (await connection.QueryAsync<string>(Shares, new { id }, transaction))
            .Select(text => StrictJson.Read<ShareContent>(text));
        await connection.ExecuteAsync(InsertPayment, shares.SelectMany(share => share.Payments.Where(payment => payment.Payer == share.Institution))
            .Select(payment => new { id, payment.Payer, payment.Payee, payment.Amount, currency }), transaction);
        return null;
    }

    public static Refusal NotOpen(string state) => Refusal.Conflict("settlement-" + state, $"A settlement of the netting is {state}: only open ones are netted.");

    // Dapper fills arrays by property, not by constructor.
    private sealed record Book
    {
        public string Ref { get; init; } = "";

        public string[] Parties { get; init; } = [];
    }
}
