using MassTransit;

namespace HourExchange.Contracts.Ledger.V1;

/// <summary>The ledger would not post a confirmed line. The message itself is kept with the ledger's rejected messages.</summary>
/// <param name="Code">Stable code of the refusal.</param>
[EntityName("ledger.posting-refused.v1")]
[MessageUrn("ledger.posting-refused.v1")]
public sealed record PostingRefused(string Book, Guid Line, int Revision, string Code, string Detail);
