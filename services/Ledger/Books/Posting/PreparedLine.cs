using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Receiving;

namespace HourExchange.Ledger.Books.Posting;

/// <summary>A message judged by itself, before any lock is taken: the entry it becomes, with its text, or why it is refused.</summary>
internal sealed record PreparedLine(Received<InterventionConfirmed> Message, Refusal? Refusal, Entry? Entry, byte[] Text)
{
    public static PreparedLine Of(Received<InterventionConfirmed> message) =>
        PostingRules.ToEntry(message.Content).IsRefused(out var refusal, out var entry)
            ? new PreparedLine(message, refusal, null, [])
            : new PreparedLine(message, null, entry, CanonicalPosting.Text(entry));
}
