using HourExchange.Ledger.Books.Domain;

namespace HourExchange.Ledger.Years.Domain;

/// <summary>Puts a year's postings into the order of its statement, with a running balance of each pair. Pure.</summary>
internal static class StatementLines
{
    /// <param name="postings">All that move an account of the year, in any order.</param>
    /// <param name="kinds">Of what they reverse, by number: a late reversal stands in another year than its original.</param>
    public static IReadOnlyList<StatementLine> Of(YearSpan year, IReadOnlyCollection<Posted> postings, IReadOnlyDictionary<long, string> kinds)
    {
        var reversedBy = postings.Where(posted => posted.Entry.Reverses is not null).ToDictionary(posted => posted.Entry.Reverses!.Value, posted => posted.Number);
        var balances = new Dictionary<(string First, string Second), long>();
        return
        [
            .. from posted in postings
               let section = StatementSection.Of(posted.Entry.Reverses is { } reversed ? kinds[reversed] : posted.Entry.Kind, posted.Entry, year)
               orderby StatementSection.InOrder.Index().First(known => known.Item == section).Index, posted.Entry.LineDate, posted.Number
               select new StatementLine(
                   section, posted, posted.Entry.Credit.Institution, posted.Entry.Debit.Institution, Move(balances, posted.Entry, year),
                   reversedBy.TryGetValue(posted.Number, out var number) ? number : null),
        ];
    }

    /// <summary>A carry's two rows move one account each; every other row moves a pair's two together, of which the first is read.</summary>
    private static long Move(Dictionary<(string First, string Second), long> balances, Entry entry, YearSpan year)
    {
        var any = entry.Credit.IsFirst ? entry.Credit : entry.Credit.Mirror;
        var pair = (any.Institution, any.Counterpart);
        var moved = (entry.Credit.IsFirst && entry.Credit.Year == year.Label ? entry.Minutes : 0)
            - (entry.Debit.IsFirst && entry.Debit.Year == year.Label ? entry.Minutes : 0);
        return balances[pair] = balances.GetValueOrDefault(pair) + moved;
    }
}

/// <summary>A posting as a statement prints it.</summary>
/// <param name="Given">Institution that is credited.</param>
/// <param name="Received">Institution that is debited.</param>
/// <param name="Balance">What the pair stands at after this line, as the institution that comes first by code sees it.</param>
/// <param name="ReversedBy">Number of the posting that takes this one back.</param>
internal sealed record StatementLine(string Section, Posted Posting, string Given, string Received, long Balance, long? ReversedBy);

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
