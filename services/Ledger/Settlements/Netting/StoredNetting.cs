using System.Text.Json;
using HourExchange.Plumbing.Http;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>A netting as it is kept, with the share of one institution.</summary>
internal sealed record StoredNetting(
    Guid Id, string Content, string ContentHash, string ProposedFor, string ProposedBy, DateTime ProposedAt, string State, DateTime? DecidedAt, string Share)
{
    public const string Open = "open";
    public const string Accepted = "accepted";
    public const string Refused = "refused";

    public NettingContent ReadContent() => JsonSerializer.Deserialize<NettingContent>(Content, HttpJson.Options)!;

    public ShareContent ReadShare() => JsonSerializer.Deserialize<ShareContent>(Share, HttpJson.Options)!;
}
