namespace HourExchange.Ledger.Books.Posting;

/// <summary>An account's number in its book, and its pair's: the number of the pair's first account.</summary>
internal readonly record struct AccountNumber(int Number, int Pair);
