using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Proposals.Domain;
using HourExchange.Ledger.Proposals.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Security;

namespace HourExchange.Ledger.Proposals.Reading;

/// <summary>A proposal as those concerned see it.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Book">Code of the agreement.</param>
/// <param name="Kind">What it is to do: bring minutes in from before the book, move minutes, take a posting back, reopen a year.</param>
/// <param name="Reason">Why it was proposed.</param>
/// <param name="Entries">Of an opening or adjustment; else null.</param>
/// <param name="Number">Of the posting that is to be reversed; else null.</param>
/// <param name="Year">That is to be reopened; else null.</param>
/// <param name="Hash">SHA-256 of the content: what is consented to.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ProposedFor">Code of the institution that proposed it.</param>
/// <param name="ProposedBy">Token subject of the person who proposed it.</param>
/// <param name="ProposedAt">UTC.</param>
/// <param name="VoidBecause">Why it is void: a year passed without the last word; else null.</param>
/// <param name="Decisions">In the order in which they were made.</param>
/// <param name="Waiting">Codes of the parties that have not decided, while it is open.</param>
/// <param name="Postings">What was posted by it once all had consented, in order.</param>
/// <param name="Acts">What the caller may do with it now.</param>
public sealed record ProposalView(
    Guid Id, string Book,
    [property: KnownValues(Kinds.Opening, Kinds.Adjustment, ProposalContent.Reversal, ProposalContent.Reopening)] string Kind,
    string Reason, IReadOnlyList<ProposedEntry>? Entries, long? Number, string? Year, string Hash,
    [property: KnownValues(typeof(ProposalLife), nameof(ProposalLife.States))] string State,
    string ProposedFor, string ProposedBy, DateTime ProposedAt,
    [property: KnownValues(ProposalLife.Lapsed)] string? VoidBecause, IReadOnlyList<DecisionView> Decisions, IReadOnlyList<string> Waiting,
    IReadOnlyList<ProposedPosting> Postings,
    [property: KnownValues(typeof(ProposalLife), nameof(ProposalLife.Acts))] IReadOnlyList<string> Acts)
{
    [ForeseesRefusals]
    internal static ProposalView Of(StoredProposal proposal, IReadOnlyList<StoredDecision> decisions, Caller caller, IEnumerable<ProposedPosting>? postings = null)
    {
        var asked = proposal.Asked(decisions);
        var content = proposal.ReadContent();
        return new ProposalView(
            proposal.Id, proposal.Book, proposal.Kind, content.Reason, content.Entries, content.Number, content.Year, proposal.ContentHash, proposal.State,
            proposal.ProposedFor, proposal.ProposedBy, proposal.ProposedAt, proposal.VoidBecause,
            [.. decisions.Select(one => new DecisionView(one.Institution, one.Subject, one.Consents, one.Reason, one.DecidedAt))],
            proposal.State == ProposalLife.Open ? asked.Waiting : [], [.. postings ?? []],
            ProposalLife.ActsOf(proposal.State, asked, caller.Institution, caller.Role, caller.Subject));
    }
}

/// <summary>A posting that came of a proposal.</summary>
/// <param name="Number">In its book.</param>
/// <param name="Year">Label of the year in which it stands.</param>
public sealed record ProposedPosting(long Number, string Year);

/// <summary>What a party's finance decided on a proposal.</summary>
/// <param name="Institution">Code of the party.</param>
/// <param name="Subject">Token subject of the person who decided.</param>
/// <param name="Consents">False: it was refused.</param>
/// <param name="Reason">Of a refusal; else null.</param>
/// <param name="DecidedAt">UTC.</param>
public sealed record DecisionView(string Institution, string Subject, bool Consents, string? Reason, DateTime DecidedAt);
