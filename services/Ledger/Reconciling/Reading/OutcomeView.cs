namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>What an institution said of an item.</summary>
/// <param name="Outcome"><c>book-stands</c>, <c>list-stands</c>, <c>line-to-correct</c> or <c>no-action</c>.</param>
/// <param name="Stands">Whether it is the institution's latest word.</param>
public sealed record OutcomeView(string Institution, string Subject, DateTimeOffset At, string Outcome, string? Note, bool Stands);
