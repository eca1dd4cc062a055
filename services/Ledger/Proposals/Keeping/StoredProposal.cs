using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Proposals.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Consenting;
using HourExchange.Plumbing.Text;

namespace HourExchange.Ledger.Proposals.Keeping;

/// <summary>A proposal as it is kept. The content is kept byte for byte as it was hashed.</summary>
internal sealed record StoredProposal
{
    private static readonly Refusal Stale = new(RefusalKind.Stale, "proposal-hash-stale", "The proposal has another hash: read it again.");

    // Dapper fills arrays by property, not by constructor.
    public Guid Id { get; init; }

    public string Book { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Content { get; init; } = "";

    public string ContentHash { get; init; } = "";

    public string[] Concerned { get; init; } = [];

    public string ProposedFor { get; init; } = "";

    public string ProposedBy { get; init; } = "";

    public DateTime ProposedAt { get; init; }

    public string State { get; init; } = "";

    public DateTime? DecidedAt { get; init; }

    public string? VoidBecause { get; init; }

    public Consents Asked(IEnumerable<StoredDecision> decisions) =>
        ProposalLife.Asked(ContentHash, Stale, Concerned, ProposedFor, ProposedBy, decisions.Select(one => (one.Institution, one.Subject)));

    public ProposalContent ReadContent() => StrictJson.Read<ProposalContent>(Content);
}

/// <summary>What a party's finance decided on a proposal.</summary>
internal sealed record StoredDecision(Guid Proposal, string Institution, string Subject, bool Consents, string? Reason, DateTime DecidedAt)
{
    public TurnedKey ToKey() => new(Institution, Subject, new DateTimeOffset(DecidedAt), Tacit: false);
}
