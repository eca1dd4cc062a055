using HourExchange.Ledger.Books.Domain;

namespace HourExchange.Ledger.Years.Domain;

/// <summary>A row that closes a year, as it is signed and then posted.</summary>
/// <param name="Position">From 1, in the order of posting.</param>
/// <param name="Kind">compensation, settlement or carry-forward.</param>
internal sealed record ClosingRow(int Position, string Kind, Account Debit, Account Credit, int Minutes, DateOnly ValueDate);
