using MassTransit;

namespace HourExchange.Contracts.Ledger.V1;

/// <summary>A draft is taken back: its year is open again.</summary>
/// <param name="Why">posting, drafted-anew, refused or reopened.</param>
[EntityName("ledger.draft-withdrawn.v1")]
[MessageUrn("ledger.draft-withdrawn.v1")]
public sealed record DraftWithdrawn(string Book, string Year, Guid Statement, string Why);
