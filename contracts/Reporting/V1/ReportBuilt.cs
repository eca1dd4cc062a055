using MassTransit;

namespace HourExchange.Contracts.Reporting.V1;

/// <summary>A month, half-year or year of an agreement has ended and its report was built; or what was posted into it since has made a new edition.</summary>
/// <param name="Report">Identifier of this edition, for <c>GET /reports/{id}</c>.</param>
/// <param name="Kind">balance or tariff.</param>
/// <param name="Span">month, half-year or year.</param>
/// <param name="From">First day of the period.</param>
/// <param name="To">Last day of the period.</param>
/// <param name="Number">Of the report: gapless from 1 for each agreement and kind. The same in each of its editions.</param>
/// <param name="Edition">From 1.</param>
/// <param name="Hash">SHA-256, lower-case hexadecimal, of its JSON.</param>
/// <param name="Postings">It is made of exactly postings 1 to this one of the agreement's book.</param>
/// <param name="LateBecause">Why it was not built on the day after its period; null where it was.</param>
[EntityName("reporting.report-built.v1")]
[MessageUrn("reporting.report-built.v1")]
public sealed record ReportBuilt(
    Guid Report, string Agreement, string Kind, string Span, DateOnly From, DateOnly To, int Number, int Edition, string Hash, long Postings,
    DateTimeOffset BuiltAt, string? LateBecause);
