using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Messaging;

namespace HourExchange.Ledger.PostingHours;

/// <summary>A message judged by itself, before any lock is taken: the entry it becomes, with its text and hash, or why it is refused.</summary>
internal sealed record PreparedLine(Received<InterventionConfirmed> Message, Refusal? Refusal, Entry? Entry, byte[] Text, byte[] ContentHash)
{
    public static PreparedLine Of(Received<InterventionConfirmed> message)
    {
        if (PostingRules.ToEntry(message.Content).IsRefused(out var refusal, out var entry))
        {
            return new PreparedLine(message, refusal, null, [], []);
        }

        var text = CanonicalPosting.Text(entry);
        return new PreparedLine(message, null, entry, text, CanonicalPosting.ContentHash(text));
    }
}
