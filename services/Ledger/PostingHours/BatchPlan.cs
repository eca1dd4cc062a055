using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Messaging;

namespace HourExchange.Ledger.PostingHours;

/// <summary>
/// What a batch of confirmed lines comes to: entries to post per book, messages refused, revisions that came early.
/// Pure; the order of arrival does not matter, nor does a message that comes twice.
/// </summary>
internal sealed class BatchPlan
{
    private static readonly byte[] TakenBack = [];

    private readonly IReadOnlyDictionary<string, BookHead> _heads;
    private readonly Dictionary<(string Book, Guid Line), Latest> _latest = [];
    private readonly Dictionary<(string Book, Guid Line, int Revision), byte[]> _content = [];

    public BatchPlan(IEnumerable<PreparedLine> lines, IEnumerable<KnownPosting> known, IReadOnlyDictionary<string, BookHead> heads)
    {
        _heads = heads;
        foreach (var line in known.GroupBy(posting => (posting.Book, posting.Line)))
        {
            NoteKnown(line.Key, [.. line]);
        }

        foreach (var prepared in lines.OrderBy(prepared => prepared.Message.Content.PostingRevision))
        {
            Decide(prepared);
        }
    }

    private static byte[] HashOf(PreparedLine prepared) => prepared.Message.Content.TakesBack ? TakenBack : prepared.ContentHash;

    /// <summary>In the order in which they are to be posted.</summary>
    public List<PlannedEntry> Entries { get; } = [];

    public List<(Received<InterventionConfirmed> Message, Refusal Refusal, bool Alarm)> Refused { get; } = [];

    public List<Received<InterventionConfirmed>> Early { get; } = [];

    /// <summary>Lines that are posted, with the same content.</summary>
    public List<InterventionConfirmed> Repeated { get; } = [];

    /// <summary>
    /// A correction's reversal carries the revision of what it reverses; a reversal that a revision of its own called for
    /// carries that revision, and nothing stands after it.
    /// </summary>
    private void NoteKnown((string Book, Guid Line) line, List<KnownPosting> postings)
    {
        var posted = postings.Where(posting => posting.Reverses is null).ToDictionary(posting => posting.Number, posting => posting.Revision);
        foreach (var posting in postings)
        {
            var takesBack = posting.Reverses is { } reversed && posted[reversed] != posting.Revision;
            if (posting.Reverses is null || takesBack)
            {
                // What a reversal says is decided by what it reverses: its own content cannot differ.
                _content[(line.Book, line.Line, posting.Revision)] = takesBack ? TakenBack : posting.ContentHash;
                if (!_latest.TryGetValue(line, out var latest) || latest.Revision < posting.Revision)
                {
                    _latest[line] = new Latest(posting.Revision, posting.Number, null, takesBack);
                }
            }
        }
    }

    private void Decide(PreparedLine prepared)
    {
        var message = prepared.Message;
        var book = message.Content.Book;
        // A book that was not opened has no parties, and so no lines. An open one has the parties it was opened with.
        var parties = _heads.TryGetValue(book, out var head) ? head.Parties : [];
        if ((prepared.Refusal ?? PostingRules.CheckParties(message.Content, parties)) is { } refusal)
        {
            Refused.Add((message, refusal, Alarm: false));
            return;
        }

        var entry = prepared.Entry!;
        if (_content.TryGetValue((book, entry.Line, entry.Revision), out var posted))
        {
            if (!posted.AsSpan().SequenceEqual(HashOf(prepared)))
            {
                Refused.Add((message, Refusal.Conflict("posting-content-differs", "This revision of the line is posted with other content."), Alarm: true));
            }
            else
            {
                Repeated.Add(message.Content);
            }

            return;
        }

        _latest.TryGetValue((book, entry.Line), out var latest);
        var takesBack = message.Content.TakesBack;
        if (takesBack && entry.Revision == 1)
        {
            Refused.Add((message, Refusal.Invalid("nothing-to-take-back", "The first revision of a line has no posting before it."), Alarm: false));
            return;
        }

        if (entry.Revision != (latest?.Revision ?? 0) + 1)
        {
            Early.Add(message);
            return;
        }

        if (takesBack && latest!.TakenBack)
        {
            Refused.Add((message, Refusal.Invalid("nothing-to-take-back", "The revision before has been taken back."), Alarm: false));
            return;
        }

        var planned = new PlannedEntry(book, entry, prepared.Text, prepared.ContentHash, latest, takesBack);
        Entries.Add(planned);
        _content[(book, entry.Line, entry.Revision)] = HashOf(prepared);
        _latest[(book, entry.Line)] = new Latest(entry.Revision, null, planned, takesBack);
    }
}
