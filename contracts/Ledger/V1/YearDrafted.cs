using MassTransit;

namespace HourExchange.Contracts.Ledger.V1;

/// <summary>A year's statement was drafted and waits for the signature of every party.</summary>
/// <param name="Edition">1, one more after each reopening.</param>
/// <param name="Hash">SHA-256, lower-case hexadecimal, of the content that is to be signed.</param>
[EntityName("ledger.year-drafted.v1")]
[MessageUrn("ledger.year-drafted.v1")]
public sealed record YearDrafted(string Book, string Year, Guid Statement, int Edition, string Hash);
