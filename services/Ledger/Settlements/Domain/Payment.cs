namespace HourExchange.Ledger.Settlements.Domain;

/// <summary>What one institution pays another once a netting binds, also where the two have no agreement with each other.</summary>
/// <param name="Cents">Above zero.</param>
internal sealed record Payment(string Payer, string Payee, long Cents);
