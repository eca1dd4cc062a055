using HourExchange.Ledger.Books.Domain;

namespace HourExchange.Ledger.Books.Posting;

/// <summary>A posting with the numbers of its accounts, as it is stored.</summary>
internal readonly record struct NumberedPosting(Posted Posted, AccountNumber Debit, AccountNumber Credit);
