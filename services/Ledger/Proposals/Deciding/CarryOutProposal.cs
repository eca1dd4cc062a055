using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Books.Posting;
using HourExchange.Ledger.Proposals.Domain;
using HourExchange.Ledger.Proposals.Keeping;
using HourExchange.Ledger.Proposals.Proposing;
using HourExchange.Ledger.Years.Reopening;
using HourExchange.Plumbing;
using Npgsql;

namespace HourExchange.Ledger.Proposals.Deciding;

/// <summary>A proposal that every party concerned has consented to takes effect, in the transaction of the last consent.</summary>
internal sealed class CarryOutProposal(PostEntries entries, ReopenYear reopen)
{
    /// <returns>Why it can no longer take effect, or null.</returns>
    public async Task<Refusal?> Run(
        NpgsqlTransaction transaction, LockedBooks books, StoredProposal proposal, IReadOnlyList<TurnedKey> consents)
    {
        var content = proposal.ReadContent();
        return content.Kind switch
        {
            ProposalContent.Reversal => await Reverse(transaction, books, content, consents),
            ProposalContent.Reopening => await reopen.Run(transaction, books, content.Book, content.Year!, content.Statement!.Value, consents),
            _ => await Post(transaction, books, proposal.Id, content, consents),
        };
    }

    private async Task<Refusal?> Post(
        NpgsqlTransaction transaction, LockedBooks books, Guid id, ProposalContent content, IReadOnlyList<TurnedKey> consents)
    {
        var agreement = await AgreementQuery.Find(transaction.Connection!, content.Book, transaction);
        var planned = new List<PlannedEntry>();
        foreach (var (index, proposed) in content.Entries!.Index())
        {
            if (agreement?.Containing(proposed.ValueDate) is not { } year)
            {
                return Refusal.Conflict("date-outside-agreement", $"{proposed.ValueDate:yyyy-MM-dd} lies in no year of the agreement any more.");
            }

            var credit = new Account(proposed.Institution, proposed.Counterpart, proposed.Domain, year.Label);
            var entry = Entry.Between(content.Kind, id, index + 1, credit.Mirror, credit, proposed.Minutes, consents, year.Label, proposed.ValueDate);
            if (Route(books, content.Book, entry).IsRefused(out var refusal, out var routed))
            {
                return refusal;
            }

            planned.Add(new PlannedEntry(content.Book, routed));
        }

        await entries.Post(transaction, books, planned);
        return null;
    }

    private async Task<Refusal?> Reverse(NpgsqlTransaction transaction, LockedBooks books, ProposalContent content, IReadOnlyList<TurnedKey> consents)
    {
        var found = (await ReversiblePosting.Find(transaction, content.Book, content.Number!.Value))!;
        if (ProposalRules.CheckReversal(found.Original, found.IsReversed) is { } refusal)
        {
            return refusal;
        }

        var reversal = PostingRules.Reverse(found.Original.Entry, found.Original.Number) with { Keys = consents };
        if (Route(books, content.Book, reversal).IsRefused(out var late, out var routed))
        {
            return late;
        }

        await entries.Post(transaction, books, [new PlannedEntry(content.Book, routed)]);
        return null;
    }

    /// <returns>The entry as it can be posted; a conflict where no year is open any more.</returns>
    private static Decision<Entry> Route(LockedBooks books, string book, Entry entry) =>
        books.Routing.GetValueOrDefault(book, LateRouting.AllOpen).Route(entry).IsRefused(out var late, out var routed)
            ? Refusal.Conflict(late.Code, late.Message) : routed;
}
