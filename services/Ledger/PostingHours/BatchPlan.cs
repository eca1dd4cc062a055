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
    private readonly IReadOnlyDictionary<string, BookHead> _heads;
    private readonly Dictionary<(string Book, Guid Line), Latest> _latest = [];
    private readonly Dictionary<(string Book, Guid Line, int Revision), byte[]> _content = [];

    public BatchPlan(IEnumerable<PreparedLine> lines, IEnumerable<KnownPosting> known, IReadOnlyDictionary<string, BookHead> heads)
    {
        _heads = heads;
        foreach (var posting in known)
        {
            _content[(posting.Book, posting.Line, posting.Revision)] = posting.ContentHash;
            var line = (posting.Book, posting.Line);
            if (!_latest.TryGetValue(line, out var latest) || latest.Revision < posting.Revision)
            {
                _latest[line] = new Latest(posting.Revision, posting.Number, null);
            }
        }

        foreach (var prepared in lines.OrderBy(prepared => prepared.Message.Content.PostingRevision))
        {
            Decide(prepared);
        }
    }

    /// <summary>In the order in which they are to be posted.</summary>
    public List<PlannedEntry> Entries { get; } = [];

    public List<(Received<InterventionConfirmed> Message, Refusal Refusal, bool Alarm)> Refused { get; } = [];

    public List<Received<InterventionConfirmed>> Early { get; } = [];

    /// <summary>Lines that are posted, with the same content.</summary>
    public List<InterventionConfirmed> Repeated { get; } = [];

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
            if (!posted.AsSpan().SequenceEqual(prepared.ContentHash))
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
        if (entry.Revision != (latest?.Revision ?? 0) + 1)
        {
            Early.Add(message);
            return;
        }

        var planned = new PlannedEntry(book, entry, prepared.Text, prepared.ContentHash, latest);
        Entries.Add(planned);
        _content[(book, entry.Line, entry.Revision)] = prepared.ContentHash;
        _latest[(book, entry.Line)] = new Latest(entry.Revision, null, planned);
    }
}
