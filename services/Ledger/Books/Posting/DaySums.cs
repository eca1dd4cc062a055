namespace HourExchange.Ledger.Books.Posting;

/// <summary>What a batch adds to the days of its pairs: debit and credit minutes of the first and the second account.</summary>
internal sealed class DaySums
{
    private DaySums()
    {
    }

    public long FirstDebit { get; private set; }

    public long FirstCredit { get; private set; }

    public long SecondDebit { get; private set; }

    public long SecondCredit { get; private set; }

    /// <returns>In the order of their keys, so that two batches lock the rows in one order.</returns>
    public static IReadOnlyList<KeyValuePair<DayKey, DaySums>> Of(IEnumerable<NumberedPosting> postings)
    {
        var days = new Dictionary<DayKey, DaySums>();
        foreach (var (posted, debit, credit) in postings)
        {
            var key = new DayKey(posted.Book, debit.Pair, posted.Entry.ValueDate, DateOnly.FromDateTime(posted.PostedAt.UtcDateTime));
            Day(days, key).Debit(debit, posted.Entry.Minutes);
            Day(days, key with { Pair = credit.Pair }).Credit(credit, posted.Entry.Minutes);
        }

        return [.. days.OrderBy(day => day.Key.Book, StringComparer.Ordinal).ThenBy(day => day.Key.Pair).ThenBy(day => day.Key.ValueDate)];
    }

    private static DaySums Day(Dictionary<DayKey, DaySums> days, DayKey key) => days.TryGetValue(key, out var day) ? day : days[key] = new DaySums();

    private void Debit(AccountNumber account, int minutes)
    {
        FirstDebit += account.Number == account.Pair ? minutes : 0;
        SecondDebit += account.Number == account.Pair ? 0 : minutes;
    }

    private void Credit(AccountNumber account, int minutes)
    {
        FirstCredit += account.Number == account.Pair ? minutes : 0;
        SecondCredit += account.Number == account.Pair ? 0 : minutes;
    }
}

/// <summary>A day of a pair: all that was posted on <paramref name="PostedOn"/> (UTC) with this value date.</summary>
internal readonly record struct DayKey(string Book, int Pair, DateOnly ValueDate, DateOnly PostedOn);
