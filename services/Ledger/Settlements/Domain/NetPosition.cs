namespace HourExchange.Ledger.Settlements.Domain;

/// <summary>What an institution is owed by all others together, less what it owes them.</summary>
/// <param name="Cents">Above zero it is paid, below zero it pays. The positions of a netting sum to zero.</param>
internal readonly record struct NetPosition(string Institution, long Cents);
