using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Receiving;

namespace HourExchange.Ledger.Books.Posting;

/// <summary>
/// What a batch of confirmed lines comes to: entries to post per book, messages refused, revisions that came early.
/// Pure; the order of arrival does not matter, nor does a message that comes twice.
/// </summary>
internal sealed class BatchPlan
{
    private readonly IReadOnlyDictionary<string, BookHead> _heads;
    private readonly IReadOnlyDictionary<string, LateRouting> _routing;
    private readonly Dictionary<string, long> _next;
    private readonly Dictionary<(string Book, Guid Line), Latest> _latest = [];
    private readonly Dictionary<(string Book, Guid Line, int Revision), Known> _known = [];

    public BatchPlan(
        IEnumerable<PreparedLine> lines, IEnumerable<Posted> known, IReadOnlyDictionary<string, BookHead> heads,
        IReadOnlyDictionary<string, LateRouting> routing)
    {
        _heads = heads;
        _routing = routing;
        _next = heads.ToDictionary(head => head.Key, head => head.Value.LastNumber + 1, StringComparer.Ordinal);
        foreach (var line in known.GroupBy(posting => (posting.Book, posting.Entry.Line)))
        {
            NoteKnown(line.Key, [.. line]);
        }

        foreach (var prepared in lines.OrderBy(prepared => prepared.Message.Content.PostingRevision))
        {
            Decide(prepared);
        }
    }

    /// <summary>In the order in which they are to be posted: an entry that replaces a posted revision is preceded by its reversal.</summary>
    public List<PlannedEntry> Entries { get; } = [];

    public List<(Received<InterventionConfirmed> Message, Refusal Refusal, bool Alarm)> Refused { get; } = [];

    public List<Received<InterventionConfirmed>> Early { get; } = [];

    /// <summary>Lines that are posted, with the same content.</summary>
    public List<InterventionConfirmed> Repeated { get; } = [];

    /// <summary>
    /// A correction's reversal carries the revision of what it reverses; a reversal that a revision of its own called for
    /// carries that revision, and nothing stands after it.
    /// </summary>
    private void NoteKnown((string Book, Guid Line) line, List<Posted> postings)
    {
        var revisions = postings.Where(posting => posting.Entry.Reverses is null).ToDictionary(posting => posting.Number, posting => posting.Entry.Revision);
        foreach (var posting in postings)
        {
            var takesBack = posting.Entry.Reverses is { } reversed && revisions[reversed] != posting.Entry.Revision;
            if (posting.Entry.Reverses is null || takesBack)
            {
                _known[(line.Book, line.Line, posting.Entry.Revision)] = new Known(posting.Entry, takesBack);
                if (!_latest.TryGetValue(line, out var latest) || latest.Revision < posting.Entry.Revision)
                {
                    _latest[line] = new Latest(posting.Entry.Revision, posting.Entry, posting.Number, takesBack);
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
        }
        else if (_known.TryGetValue((book, prepared.Entry!.Line, prepared.Entry.Revision), out var known))
        {
            Compare(prepared, known);
        }
        else
        {
            Plan(prepared, book, prepared.Entry);
        }
    }

    /// <summary>What a reversal says is decided by what it reverses: its own content cannot differ.</summary>
    private void Compare(PreparedLine prepared, Known known)
    {
        var same = prepared.Message.Content.TakesBack ? known.TakesBack
            : !known.TakesBack && PostingRules.SaysTheSame(known.Entry, prepared.Entry!, prepared.Text);
        if (same)
        {
            Repeated.Add(prepared.Message.Content);
        }
        else
        {
            Refused.Add((prepared.Message, Refusal.Conflict("posting-content-differs", "This revision of the line is posted with other content."), Alarm: true));
        }
    }

    private void Plan(PreparedLine prepared, string book, Entry entry)
    {
        var takesBack = prepared.Message.Content.TakesBack;
        _latest.TryGetValue((book, entry.Line), out var latest);
        if (takesBack && (entry.Revision == 1 || (latest is { TakenBack: true } && latest.Revision == entry.Revision - 1)))
        {
            Refused.Add((prepared.Message, Refusal.Invalid("nothing-to-take-back", "No posting of the line stands before this revision."), Alarm: false));
            return;
        }

        if (entry.Revision != (latest?.Revision ?? 0) + 1)
        {
            Early.Add(prepared.Message);
            return;
        }

        var routing = _routing.GetValueOrDefault(book, LateRouting.AllOpen);
        if (routing.Route(entry).IsRefused(out var late, out var routed))
        {
            Refused.Add((prepared.Message, late, Alarm: false));
            return;
        }

        var number = 0L;
        if (latest is { TakenBack: false })
        {
            var reversal = takesBack ? PostingRules.TakeBack(latest.Entry, latest.Number, entry) : PostingRules.Reverse(latest.Entry, latest.Number);
            if (routing.Route(reversal).IsRefused(out var none, out var open))
            {
                Refused.Add((prepared.Message, none, Alarm: false));
                return;
            }

            number = Add(book, open, null);
        }

        if (!takesBack)
        {
            number = Add(book, routed, ReferenceEquals(routed, entry) ? prepared.Text : null);
        }

        _known[(book, entry.Line, entry.Revision)] = new Known(entry, takesBack);
        _latest[(book, entry.Line)] = new Latest(entry.Revision, routed, number, takesBack);
    }

    private long Add(string book, Entry entry, byte[]? text)
    {
        Entries.Add(text is null ? new PlannedEntry(book, entry) : new PlannedEntry(book, entry, text));
        return _next[book]++;
    }

    private sealed record Known(Entry Entry, bool TakesBack);
}

/// <summary>A line's latest revision: posted, or planned in this same batch.</summary>
/// <param name="Entry">What it posted.</param>
/// <param name="Number">Its number in the book.</param>
/// <param name="TakenBack">True: the revision reversed what was posted, and nothing of the line stands.</param>
internal sealed record Latest(int Revision, Entry Entry, long Number, bool TakenBack);
