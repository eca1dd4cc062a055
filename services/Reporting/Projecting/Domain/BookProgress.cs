using HourExchange.Contracts.Ledger.V1;

namespace HourExchange.Reporting.Projecting.Domain;

/// <summary>
/// Applies postings of one book contiguously: exactly 1..N, whatever the order in which messages come and however often.
/// Pure.
/// </summary>
internal sealed class BookProgress(long appliedNumber, string appliedHash)
{
    public long AppliedNumber { get; private set; } = appliedNumber;

    public string AppliedHash { get; private set; } = appliedHash;

    /// <summary>Postings that this round has applied, in order.</summary>
    public List<Posting> Applied { get; } = [];

    /// <summary>Messages that begin beyond the next number.</summary>
    public List<HoursPosted> Held { get; } = [];

    /// <summary>Messages that do not continue the chain.</summary>
    public List<HoursPosted> Broken { get; } = [];

    public void Take(IEnumerable<HoursPosted> messages)
    {
        foreach (var message in messages.OrderBy(message => message.From).ThenByDescending(message => message.To))
        {
            if (message.To <= AppliedNumber)
            {
                continue;
            }

            if (message.From > AppliedNumber + 1)
            {
                Held.Add(message);
            }
            else if (!Continues(message))
            {
                Broken.Add(message);
            }
            else
            {
                Applied.AddRange(message.Postings.Where(posting => posting.Number > AppliedNumber));
                AppliedNumber = message.To;
                AppliedHash = message.Hash;
            }
        }
    }

    private bool Continues(HoursPosted message)
    {
        var numbered = message.Postings.Select(posting => posting.Number).SequenceEqual(
            Enumerable.Range(0, message.Postings.Count).Select(index => message.From + index));
        var before = message.From == AppliedNumber + 1
            ? message.PreviousHash
            : message.Postings.FirstOrDefault(posting => posting.Number == AppliedNumber)?.Hash;
        return numbered && message.Postings.Count > 0 && message.Postings[^1].Number == message.To && message.Postings[^1].Hash == message.Hash
            && before == AppliedHash;
    }
}
