using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Proposals.Domain;
using HourExchange.Ledger.Proposals.Keeping;
using HourExchange.Plumbing.Security;

namespace HourExchange.Ledger.Proposals.Reading;

/// <summary>A proposal as those concerned see it.</summary>
/// <param name="Hash">SHA-256 of the content: what is consented to.</param>
/// <param name="State">open, accepted or refused.</param>
/// <param name="Waiting">Parties that have not decided, while it is open.</param>
/// <param name="Acts">What the caller may do with it now: consent, refuse.</param>
public sealed record ProposalView(
    Guid Id, string Book, string Kind, string Reason, IReadOnlyList<ProposedEntry>? Entries, long? Number, string? Year, string Hash, string State,
    string ProposedFor, string ProposedBy, DateTime ProposedAt, IReadOnlyList<DecisionView> Decisions, IReadOnlyList<string> Waiting,
    IReadOnlyList<string> Acts)
{
    internal static ProposalView Of(StoredProposal proposal, IReadOnlyList<StoredDecision> decisions, Caller caller)
    {
        var asked = proposal.Asked(decisions);
        var content = proposal.ReadContent();
        return new ProposalView(
            proposal.Id, proposal.Book, proposal.Kind, content.Reason, content.Entries, content.Number, content.Year, proposal.ContentHash, proposal.State,
            proposal.ProposedFor, proposal.ProposedBy, proposal.ProposedAt,
            [.. decisions.Select(one => new DecisionView(one.Institution, one.Subject, one.Consents, one.Reason, one.DecidedAt))],
            proposal.State == ProposalLife.Open ? asked.Waiting : [],
            ProposalLife.ActsOf(proposal.State, asked, caller.Institution, caller.Role, caller.Subject));
    }
}

/// <param name="Reason">Of a refusal.</param>
public sealed record DecisionView(string Institution, string Subject, bool Consents, string? Reason, DateTime DecidedAt);
