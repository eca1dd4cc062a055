namespace HourExchange.Ledger.Reconciling.GivingOutcomes;

/// <summary>What an institution says of an item.</summary>
/// <param name="Outcome"><c>book-stands</c>, <c>list-stands</c> (the book follows by a correction), <c>line-to-correct</c> (neither is right) or <c>no-action</c>.</param>
/// <param name="Note">At most 500 characters. It is kept for good: no person's name belongs in it.</param>
public sealed record OutcomeRequest(string Outcome, string? Note = null);
