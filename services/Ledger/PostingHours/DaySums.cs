using HourExchange.Ledger.Domain;

namespace HourExchange.Ledger.PostingHours;

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
    public static IReadOnlyList<KeyValuePair<DayKey, DaySums>> Of(
        IEnumerable<Posted> postings, IReadOnlyDictionary<(string Book, Account Account), int> accounts)
    {
        var days = new Dictionary<DayKey, DaySums>();
        foreach (var posted in postings)
        {
            var postedOn = DateOnly.FromDateTime(posted.PostedAt.UtcDateTime);
            DaySums Day(Account account)
            {
                var key = new DayKey(posted.Book, accounts[(posted.Book, account.IsFirst ? account : account.Mirror)], posted.Entry.ValueDate, postedOn);
                return days.TryGetValue(key, out var day) ? day : days[key] = new DaySums();
            }

            Day(posted.Entry.Debit).Debit(posted.Entry.Debit, posted.Entry.Minutes);
            Day(posted.Entry.Credit).Credit(posted.Entry.Credit, posted.Entry.Minutes);
        }

        return [.. days.OrderBy(day => day.Key.Book, StringComparer.Ordinal).ThenBy(day => day.Key.Pair).ThenBy(day => day.Key.ValueDate)];
    }

    private void Debit(Account account, int minutes)
    {
        FirstDebit += account.IsFirst ? minutes : 0;
        SecondDebit += account.IsFirst ? 0 : minutes;
    }

    private void Credit(Account account, int minutes)
    {
        FirstCredit += account.IsFirst ? minutes : 0;
        SecondCredit += account.IsFirst ? 0 : minutes;
    }
}
