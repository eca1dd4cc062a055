namespace HourExchange.Ledger.Books.Domain;

/// <summary>Where a book stands: the next posting continues from here.</summary>
internal sealed record BookHead(string Ref, string[] Parties, long LastNumber, byte[] LastHash, DateTimeOffset LastPostedAt);
