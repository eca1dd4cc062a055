using HourExchange.Ledger.Proposals.Domain;

namespace HourExchange.Ledger.Proposals.Proposing;

/// <param name="Reason">1 to 500 characters.</param>
/// <param name="Entries">1 to 100.</param>
public sealed record EntriesRequest(string Reason, IReadOnlyList<ProposedEntry> Entries);
