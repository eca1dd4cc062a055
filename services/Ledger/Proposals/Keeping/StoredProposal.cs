using System.Text.Json;
using HourExchange.Ledger.Proposals.Domain;
using HourExchange.Plumbing.Http;

namespace HourExchange.Ledger.Proposals.Keeping;

/// <summary>A proposal as it is kept. The content is kept byte for byte as it was hashed.</summary>
internal sealed record StoredProposal
{
    public const string Open = "open";
    public const string Accepted = "accepted";
    public const string Refused = "refused";

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

    public ProposalContent ReadContent() => JsonSerializer.Deserialize<ProposalContent>(Content, HttpJson.Options)!;
}
