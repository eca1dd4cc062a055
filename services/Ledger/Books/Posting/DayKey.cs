namespace HourExchange.Ledger.Books.Posting;

/// <summary>A day of a pair: all that was posted on <paramref name="PostedOn"/> (UTC) with this value date.</summary>
internal readonly record struct DayKey(string Book, int Pair, DateOnly ValueDate, DateOnly PostedOn);
