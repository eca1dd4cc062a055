using HourExchange.Ledger.Reconciling.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>What an institution said of an item.</summary>
/// <param name="Institution">Its code.</param>
/// <param name="Subject">Token subject of the person who said it.</param>
/// <param name="At">UTC.</param>
/// <param name="Outcome">What is to become of the difference.</param>
/// <param name="Note">What was added, or null.</param>
/// <param name="Stands">Whether it is the institution's latest word.</param>
public sealed record OutcomeView(
    string Institution, string Subject, DateTimeOffset At,
    [property: KnownValues(typeof(ReconciliationRules), nameof(ReconciliationRules.Outcomes))] string Outcome, string? Note, bool Stands);
