using MassTransit;

namespace HourExchange.Contracts.Reporting.V1;

/// <summary>
/// Reporting rebuilds its facts and asks a service for the next page of all that it would have told beside postings. Interventions answers
/// with <c>interventions.agreement-records.v1</c>, Ledger with <c>ledger.book-records.v1</c>.
/// </summary>
/// <param name="Rebuild">Identifier of the rebuild, which comes back in the answer.</param>
/// <param name="Of">Who is asked: interventions or ledger.</param>
/// <param name="After">Where the page before ended, as its answer said; empty for the first page.</param>
/// <param name="Limit">Records in the answer at most: 1 to 500. An answer may hold fewer, and is not the last one for that.</param>
[EntityName("reporting.records-asked.v1")]
[MessageUrn("reporting.records-asked.v1")]
public sealed record RecordsAsked(Guid Rebuild, string Of, string After, int Limit);
