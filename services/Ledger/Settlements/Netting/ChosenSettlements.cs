using Dapper;
using HourExchange.Ledger.Settlements.Domain;
using HourExchange.Ledger.Settlements.Reading;
using HourExchange.Plumbing;
using Npgsql;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>Reads the settlements that an institution wants netted.</summary>
internal static class ChosenSettlements
{
    private const string Select = $"""
        select settlement.id, settlement.book, settlement.year, statement.number as statement, statement.edition, payer, payee, amount, currency,
            {SettlementQuery.State} as state
        from ledger.settlement join ledger.statement on statement.id = settlement.statement
        """;

    private const string Named = $"{Select} where settlement.id = any(@ids)";

    private const string Between = $"""
        {Select} where currency = @currency and payer = any(@institutions) and payee = any(@institutions)
            and paid_on is null and netting is null and not reopened
        order by settlement.id limit @limit
        """;

    /// <returns>
    /// In the order asked for, a repeated one twice. Where one is unknown, or none is the institution's own, no settlement is
    /// found: nobody learns what others owe each other.
    /// </returns>
    public static async Task<Decision<List<OwedSettlement>>> Read(NpgsqlTransaction transaction, NettingRequest request, string institution)
    {
        if (request.Settlements is { Count: 0 })
        {
            return Refusal.Invalid("nothing-to-net", "A netting takes two settlements or more.");
        }

        var found = request.Settlements is { } ids ? await ReadNamed(transaction, ids) : await ReadBetween(transaction, request);
        return found?.Any(settlement => settlement.IsOf(institution)) == true
            ? found
            : Refusal.NotFound("settlement");
    }

    private static async Task<List<OwedSettlement>?> ReadNamed(NpgsqlTransaction transaction, IReadOnlyList<Guid> ids)
    {
        var known = (await transaction.Connection!.QueryAsync<OwedSettlement>(Named, new { ids = ids.ToArray() }, transaction)).ToDictionary(one => one.Id);
        return ids.All(known.ContainsKey) ? [.. ids.Select(id => known[id])] : null;
    }

    private static async Task<List<OwedSettlement>> ReadBetween(NpgsqlTransaction transaction, NettingRequest request)
    {
        var asked = new { currency = request.Currency, institutions = request.Institutions!.ToArray(), limit = NettingRules.SettlementsLimit + 1 };
        return (await transaction.Connection!.QueryAsync<OwedSettlement>(Between, asked, transaction)).AsList();
    }
}

/// <summary>A settlement that somebody wants netted, as it is kept.</summary>
/// <param name="Statement">The statement's number in its book.</param>
/// <param name="State">open, paid, netted or reopened.</param>
internal sealed record OwedSettlement(
    Guid Id, string Book, string Year, int Statement, int Edition, string Payer, string Payee, decimal Amount, string Currency, string State)
{
    public bool IsOf(string institution) => institution == Payer || institution == Payee;

    public NettedSettlement ToNetted() => new(Id, Payer, Payee, (long)(Amount * 100), Currency, $"{Book} {Year} {Statement}.{Edition}");

    public SharedSettlement ToShared() => new(Id, Book, Year, Statement, Edition, Payer, Payee, Amount);
}
