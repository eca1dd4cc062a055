using HourExchange.Plumbing.Text;

namespace HourExchange.Ledger.Reconciling.Domain;

/// <summary>The lines of both sides that have not found each other yet, and the pairs that have. A line is in one pair at most.</summary>
internal sealed class UnpairedLines(List<SpelledLine> book, List<SpelledLine> list)
{
    private readonly List<(SpelledLine Book, SpelledLine List, string FoundBy)> _pairs = [];

    /// <summary>Pairs lines of equal keys, the first with the first: one look at each line, however many are alike.</summary>
    public void Pair(Func<SpelledLine, Sought?> inBook, Func<SpelledLine, Sought?> inList, string foundBy)
    {
        var waiting = new Dictionary<Sought, Queue<SpelledLine>>();
        foreach (var line in book)
        {
            if (inBook(line) is { } key)
            {
                if (!waiting.TryGetValue(key, out var queue))
                {
                    waiting[key] = queue = new Queue<SpelledLine>();
                }

                queue.Enqueue(line);
            }
        }

        var paired = new HashSet<int>();
        list.RemoveAll(line =>
        {
            if (inList(line) is not { } key || !waiting.TryGetValue(key, out var queue) || !queue.TryDequeue(out var partner))
            {
                return false;
            }

            _pairs.Add((partner, line, foundBy));
            paired.Add(partner.Place);
            return true;
        });
        book.RemoveAll(line => paired.Contains(line.Place));
    }

    /// <summary>Every line once: by finding, then in the order of the book, or of the list where the book has nothing.</summary>
    public IReadOnlyList<ComparedLine> Compared()
    {
        var pairs = _pairs.OrderBy(pair => pair.Book.Place).Select(pair => Compare(pair.Book, pair.List, pair.FoundBy)).ToLookup(line => line.Finding);
        return
        [
            .. pairs[ListFindings.Different],
            .. list.Select(line => new ComparedLine(ListFindings.MissingHere, null, line.Given, null, 0, 0, false, false)),
            .. book.Select(line => new ComparedLine(ListFindings.MissingThere, line.Given, null, null, 0, 0, false, false)),
            .. pairs[ListFindings.Matched],
        ];
    }

    private static ComparedLine Compare(SpelledLine book, SpelledLine list, string foundBy)
    {
        var (minutes, days) = (list.Given.Minutes - book.Given.Minutes, list.Day - book.Day);
        var (domain, nature) = (list.Domain != book.Domain, list.Nature != book.Nature);
        var taught = book.Given.Taught is { } lasted && list.Given.Taught is { } said && lasted != said;
        var agrees = minutes == 0 && Math.Abs(days) <= ListMatching.ToleranceDays && !domain && !nature && !taught;
        return new ComparedLine(agrees ? ListFindings.Matched : ListFindings.Different, book.Given, list.Given, foundBy, minutes, days, domain, nature, taught);
    }
}

/// <summary>A line with its texts in the spelling by which they are compared.</summary>
/// <param name="Place">In the order of its side.</param>
internal sealed record SpelledLine(int Place, ListedLine Given)
{
    public int Day { get; } = Given.Date.DayNumber;

    public string? Reference { get; } = ReferenceSpelling.Of(Given.Reference);

    public string? OtherReference { get; } = ReferenceSpelling.Of(Given.OtherReference);

    public string? Domain { get; } = ReferenceSpelling.Of(Given.Domain);

    public string? Nature { get; } = ReferenceSpelling.Of(Given.Nature);
}

/// <summary>In what two lines must be equal to be one; null where they need not be. The direction always counts.</summary>
internal readonly record struct Sought(string Lender, string? Reference, int? Day, int? Minutes, string? Domain, string? Nature)
{
    public Sought(SpelledLine line, string? reference, int? day, int? minutes, bool sameContent)
        : this(line.Given.Lender, reference, day, minutes, sameContent ? line.Domain : null, sameContent ? line.Nature : null)
    {
    }
}
