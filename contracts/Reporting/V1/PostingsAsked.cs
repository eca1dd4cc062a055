using MassTransit;

namespace HourExchange.Contracts.Reporting.V1;

/// <summary>Reporting lacks postings of a book. The ledger answers with <c>ledger.hours-posted.v1</c> on Reporting's rebuild queue.</summary>
/// <param name="From">First number asked for.</param>
/// <param name="To">Last number asked for, or null for all there are.</param>
[EntityName("reporting.postings-asked.v1")]
[MessageUrn("reporting.postings-asked.v1")]
public sealed record PostingsAsked(string Book, long From, long? To);
