using HourExchange.Ledger.Books.Domain;

namespace HourExchange.Ledger.Years.Domain;

/// <summary>The lines of a year's statement, one after the other in printed order, with a running balance of each pair. Pure.</summary>
internal sealed class StatementLines(YearSpan year)
{
    private readonly Dictionary<(string First, string Second), long> _balances = [];
    private (int Section, DateOnly Day, long Number) _last = (-1, DateOnly.MinValue, 0);

    /// <summary>Where a posting stands in print: by its section, then by day, then by number.</summary>
    /// <param name="reversedKind">Kind of what it reverses: a late reversal stands in another year than its original. Null where it reverses nothing.</param>
    public static (int Section, DateOnly Day, long Number) PlaceOf(YearSpan year, Posted posted, string? reversedKind)
    {
        var section = StatementSection.Of(reversedKind ?? posted.Entry.Kind, posted.Entry, year);
        return (StatementSection.InOrder.Index().First(known => known.Item == section).Index, posted.Entry.LineDate, posted.Number);
    }

    /// <param name="posted">Moves an account of the year; after the one before in printed order.</param>
    /// <param name="reversedKind">As in <see cref="PlaceOf"/>.</param>
    /// <param name="reversal">What takes it back, and the year in which it stands where that moves no account of this year; or null.</param>
    /// <exception cref="InvalidOperationException">It does not come after the one before: a fault of ours.</exception>
    public StatementLine Next(Posted posted, string? reversedKind, (long Number, string? Elsewhere)? reversal)
    {
        var place = PlaceOf(year, posted, reversedKind);
        if (place.CompareTo(_last) <= 0)
        {
            throw new InvalidOperationException($"Posting {posted.Number} of {posted.Book} is out of the printed order.");
        }

        _last = place;
        var (pair, moved, balance) = Move(posted.Entry);
        return new StatementLine(
            StatementSection.InOrder[place.Section], posted, posted.Entry.Credit.Institution, posted.Entry.Debit.Institution, balance,
            reversal?.Number, reversal?.Elsewhere, pair.First, pair.Second, moved, reversedKind ?? posted.Entry.Kind);
    }

    /// <summary>A carry's two rows move one account each; every other row moves a pair's two together, of which the first is read.</summary>
    private ((string First, string Second) Pair, long Moved, long Balance) Move(Entry entry)
    {
        var any = entry.Credit.IsFirst ? entry.Credit : entry.Credit.Mirror;
        var pair = (First: any.Institution, Second: any.Counterpart);
        var moved = (entry.Credit.IsFirst && entry.Credit.Year == year.Label ? entry.Minutes : 0)
            - (entry.Debit.IsFirst && entry.Debit.Year == year.Label ? entry.Minutes : 0);
        return (pair, moved, _balances[pair] = _balances.GetValueOrDefault(pair) + moved);
    }
}

/// <summary>A posting as a statement prints it.</summary>
/// <param name="Given">Institution that is credited.</param>
/// <param name="Received">Institution that is debited.</param>
/// <param name="Balance">What the pair stands at after this line, as the institution that comes first by code sees it.</param>
/// <param name="ReversedBy">Number of the posting that takes this one back.</param>
/// <param name="ReversedIn">The later year in which that one stands.</param>
/// <param name="First">Institution of the pair that comes first by code.</param>
/// <param name="Second">The other.</param>
/// <param name="Moved">By how many minutes the line changes the balance; 0 of the row of a carry that moves the other's account.</param>
/// <param name="CountedAs">Its kind, or that of the row that it takes back.</param>
internal sealed record StatementLine(
    string Section, Posted Posting, string Given, string Received, long Balance, long? ReversedBy, string? ReversedIn, string First,
    string Second, long Moved, string CountedAs);

/// <summary>The sections of a statement, in the order in which they are printed.</summary>
internal static class StatementSection
{
    public const string Opening = "opening";
    public const string Lines = "lines";

    /// <summary>Lines of earlier years that came when their year was signed.</summary>
    public const string Late = "late";
    public const string Adjustments = "adjustments";
    public const string Closing = "closing";

    public static readonly IReadOnlyList<string> InOrder = [Opening, Lines, Late, Adjustments, Closing];

    /// <param name="kind">Of the row, or of the row that it reverses.</param>
    public static string Of(string kind, Entry entry, YearSpan year) => kind switch
    {
        Kinds.Opening => Opening,
        Kinds.CarryForward => entry.Year == year.Label ? Closing : Opening,
        Kinds.Adjustment => Adjustments,
        Kinds.Compensation or Kinds.Settlement => Closing,
        _ => entry.LineDate < year.FirstDay ? Late : Lines,
    };
}
