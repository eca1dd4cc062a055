namespace HourExchange.Reporting.Rebuilding.Domain;

/// <summary>A book of the generation that is being filled: how far it is, how far it must come, what is asked for. Pure.</summary>
/// <param name="Target">How far the book went when the rebuild learned of it; what is posted later comes by itself.</param>
/// <param name="Applied">Postings applied, contiguously from 1.</param>
/// <param name="AskedTo">Postings up to here have been asked for.</param>
/// <param name="Seen">How far it had come when it last moved.</param>
/// <param name="SeenAt">When it last moved, or was asked for again.</param>
internal sealed record FillingBook(string Ref, long Target, long Applied, long AskedTo, long Seen, DateTime SeenAt)
{
    /// <summary>What to ask for now, if anything: the next step while at most one is on its way; all that is on its way again, when nothing of it has come.</summary>
    /// <param name="again">For how long nothing must have come.</param>
    public (FillingBook Book, Stretch? Asked) Ask(DateTime now, int step, TimeSpan again)
    {
        var book = Applied > Seen ? this with { Seen = Applied, SeenAt = now } : this;
        if (book.AskedTo > Applied && now - book.SeenAt > again)
        {
            return (book with { SeenAt = now }, new Stretch(Applied + 1, book.AskedTo));
        }

        if (book.AskedTo >= Target || book.AskedTo - Applied > step)
        {
            return (book, null);
        }

        var from = Math.Max(book.AskedTo, Applied) + 1;
        var to = Math.Min(Target, from - 1 + step);
        // Time runs from the first question, not from when the rebuild learned of the book.
        return (book with { AskedTo = to, SeenAt = book.AskedTo <= Applied ? now : book.SeenAt }, new Stretch(from, to));
    }
}

/// <summary>Numbers of postings, both included.</summary>
internal readonly record struct Stretch(long From, long To);
