using System.Globalization;

namespace HourExchange.Verifier;

/// <summary>
/// What the lines of a book must be to each other, whoever hashed them: the chain shows that a line is what it was, these
/// that it could be one (docs/canonical-posting.md, The kinds).
/// </summary>
internal sealed class BookRules
{
    private readonly Dictionary<long, Original> _originals = [];
    private readonly HashSet<(string Kind, string Line, int Revision)> _posted = [];
    private string _postedAt = "";

    public SortedDictionary<string, long> Balances { get; } = new(StringComparer.Ordinal);

    public string? Book { get; private set; }

    /// <returns>The field at fault and why, or null.</returns>
    public string? Check(BookLine posting, long line)
    {
        Book ??= posting.Book;
        var why = CheckPlace(posting, line) ?? CheckAccounts(posting) ?? CheckMinutes(posting) ?? CheckReversal(posting);
        Move(posting.Credit, posting.Minutes);
        Move(posting.Debit, -posting.Minutes);
        return why;
    }

    private string? CheckPlace(BookLine posting, long line)
    {
        if (posting.Book != Book)
        {
            return $"book: it belongs to another book than {Book}";
        }

        if (posting.Number != line)
        {
            return $"number: it has {posting.Number}, but {line} is next";
        }

        // All instants have the same length: they compare as text.
        if (string.CompareOrdinal(posting.PostedAt, _postedAt) < 0)
        {
            return $"postedAt: {posting.PostedAt} is before the line before";
        }

        _postedAt = posting.PostedAt;
        return _posted.Add((posting.Kind, posting.Line, posting.Revision)) ? null : "revision: this revision of the line is posted already";
    }

    private static string? CheckAccounts(BookLine posting)
    {
        var isPair = posting.Debit.Mirror() == posting.Credit && posting.Debit.Year == posting.Year;
        var isCarry = posting.Debit with { Year = posting.Credit.Year } == posting.Credit && posting.Debit.Year != posting.Credit.Year
            && (posting.Debit.Year == posting.Year || posting.Credit.Year == posting.Year);
        return posting.Kind switch
        {
            "carry-forward" when isCarry => null,
            "reversal" when isPair || isCarry => null,
            "intervention" or "opening" or "adjustment" or "compensation" or "settlement" when isPair => null,
            "carry-forward" or "reversal" or "intervention" or "opening" or "adjustment" or "compensation" or "settlement" =>
                $"debit, credit: they are no two accounts of a pair and year that a {posting.Kind} moves",
            _ => $"kind: there is no {posting.Kind}",
        };
    }

    private static string? CheckMinutes(BookLine posting)
    {
        if (posting.Minutes <= 0)
        {
            return "minutes: they are not above zero";
        }

        if (posting.Kind != "intervention")
        {
            return null;
        }

        if (posting is not { TaughtMinutes: { } taught, CoefficientNumerator: { } numerator, CoefficientDenominator: { } denominator and > 0 })
        {
            return "taughtMinutes: an intervention has them, and a coefficient";
        }

        var credited = ((2 * taught * numerator) + denominator) / (2 * denominator);
        return credited == posting.Minutes ? null : string.Create(CultureInfo.InvariantCulture, $"minutes: {taught} taught give {credited}, not {posting.Minutes}");
    }

    private string? CheckReversal(BookLine posting)
    {
        var here = new Original(posting.Line, posting.LineDate, posting.Minutes, posting.Debit, posting.Credit);
        if (posting.Kind != "reversal")
        {
            _originals[posting.Number] = here;
            return posting.Reverses is null ? null : "reverses: it is no reversal";
        }

        // Taken out: what was reversed is not reversed again.
        if (posting.Reverses is not { } number || !_originals.Remove(number, out var original))
        {
            return "reverses: it names no earlier line that stands";
        }

        // Where the year was signed meanwhile, the reversal stands in a later one.
        var exchanged = here with
        {
            Debit = posting.Credit with { Year = original.Debit.Year },
            Credit = posting.Debit with { Year = original.Credit.Year },
        };
        return exchanged == original ? null : $"line, lineDate, minutes, debit, credit: it does not take line {number} back";
    }

    private void Move(BookAccount account, int minutes) => Balances[account.Institution] = Balances.GetValueOrDefault(account.Institution) + minutes;

    private sealed record Original(string Line, string LineDate, int Minutes, BookAccount Debit, BookAccount Credit);
}
