using HourExchange.Plumbing;

namespace HourExchange.Ledger.Books.Domain;

/// <summary>
/// Where a row stands when its year takes no more postings: in the oldest open year, with that year's first day as its
/// value date; the line keeps its own date (docs/domain.md, Ledger).
/// </summary>
/// <param name="years">Years of one book that are known; a year that is not among them is open.</param>
internal sealed class LateRouting(IEnumerable<BookYear> years)
{
    public static readonly LateRouting AllOpen = new([]);

    private readonly List<BookYear> _years = [.. years.OrderBy(year => year.FirstDay)];

    /// <returns>The entry as it can be posted, the same one where its year is open; refused when the last year of an ended agreement is signed.</returns>
    public Decision<Entry> Route(Entry entry)
    {
        if (_years.Find(year => year.Year == entry.Year) is not { } own || YearState.TakesPostings(own.State))
        {
            return entry;
        }

        if (_years.Find(year => YearState.TakesPostings(year.State)) is not { } open)
        {
            return Refusal.Invalid("no-open-year", "The year is signed, and the agreement has no later one that is open.");
        }

        return entry with
        {
            Year = open.Year,
            ValueDate = open.FirstDay,
            Debit = entry.Debit with { Year = open.Year },
            Credit = entry.Credit with { Year = open.Year },
        };
    }

    /// <summary>The draft that a row in this year withdraws.</summary>
    public BookYear? DraftOf(string year) => _years.Find(known => known.Year == year && known.State == YearState.Drafted);
}
