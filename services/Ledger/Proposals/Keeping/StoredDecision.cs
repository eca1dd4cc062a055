using HourExchange.Contracts.Interventions.V1;

namespace HourExchange.Ledger.Proposals.Keeping;

/// <summary>What a party's finance decided on a proposal.</summary>
internal sealed record StoredDecision(Guid Proposal, string Institution, string Subject, bool Consents, string? Reason, DateTime DecidedAt)
{
    public TurnedKey ToKey() => new(Institution, Subject, new DateTimeOffset(DecidedAt), Tacit: false);
}
