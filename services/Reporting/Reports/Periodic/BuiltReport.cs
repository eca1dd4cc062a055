using HourExchange.Plumbing;

namespace HourExchange.Reporting.Reports.Periodic;

/// <summary>An edition of a report that was built when its period had ended, or when something was posted into it since.</summary>
/// <param name="Id">Identifier of the edition.</param>
/// <param name="Agreement">Code of the agreement.</param>
/// <param name="Kind">What it reports.</param>
/// <param name="Span">For how long it stands.</param>
/// <param name="From">First day of the period.</param>
/// <param name="To">Last day of the period.</param>
/// <param name="Year">Label of the ledger year that the period is; null where it is none.</param>
/// <param name="Number">Of the report: gapless from 1 for each agreement and kind, the same in all its editions.</param>
/// <param name="Edition">From 1.</param>
/// <param name="Hash">SHA-256, lower-case hexadecimal, of its JSON.</param>
/// <param name="Postings">It is made of exactly postings 1 to this one of the agreement's book.</param>
/// <param name="BuiltAt">When.</param>
/// <param name="LateBecause">Why it was not built on the day after its period; null where it was, and for a new edition.</param>
/// <param name="Since">Why there is a new edition: what was posted into the period since. Null for the first.</param>
public sealed record BuiltReport(
    Guid Id, string Agreement, [property: KnownValues("balance", "tariff")] string Kind, [property: KnownValues("month", "half-year", "year")] string Span,
    DateOnly From, DateOnly To, string? Year, int Number, int Edition, string Hash, long Postings, DateTimeOffset BuiltAt,
    [property: KnownValues("postings-missing", "ledger-silent", "report-failed", "service-away")] string? LateBecause, PostedSince? Since);
