using HourExchange.Ledger.Consenting;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Consenting;
using HourExchange.Plumbing.Text;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>A netting as it is kept, with the share of one institution.</summary>
internal sealed record StoredNetting(
    Guid Id, string Content, string ContentHash, string ProposedFor, string ProposedBy, DateTime ProposedAt, string State, DateTime? DecidedAt,
    string? VoidBecause, string Share)
{
    public static readonly Refusal Stale = new(RefusalKind.Stale, "netting-hash-stale", "The netting has another hash: read it again.");

    public Consents Asked(IEnumerable<NettingDecision> decisions) => ProposalLife.Asked(
        ContentHash, Stale, [.. ReadContent().Shares.Select(share => share.Institution)], ProposedFor, ProposedBy, decisions.Select(one => (one.Institution, one.Subject)));

    public NettingContent ReadContent() => StrictJson.Read<NettingContent>(Content);

    public ShareContent ReadShare() => StrictJson.Read<ShareContent>(Share);
}
