namespace HourExchange.Ledger.Books.Domain;

/// <summary>Who signs for a party on paper, by function; never by name.</summary>
/// <param name="Function">For instance Direction générale.</param>
internal sealed record StatementSignatory(string Institution, string Function);
