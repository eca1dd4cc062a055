using System.Security.Cryptography;
using System.Text;
using HourExchange.Contracts.Interventions.V1;

namespace HourExchange.Tests.Ledger;

/// <summary>
/// One book as a list of rows in memory, written from docs/domain.md and from nothing of the ledger: whatever is asked is
/// counted anew, row by row and minute by minute. Years begin on 1 September.
/// </summary>
internal sealed class NaiveLedger(string[] parties, string[][] groups, int cap)
{
    private readonly Dictionary<string, string> _states = [];
    private readonly List<InterventionConfirmed> _waiting = [];
    private readonly Dictionary<Guid, int> _revisions = [];

    public List<NaiveRow> Rows { get; } = [];

    public static string YearOf(DateOnly day) => day.Month >= 9 ? $"{day.Year}-{day.Year + 1}" : $"{day.Year - 1}-{day.Year}";

    public static DateOnly FirstDay(string year) => new(int.Parse(year[..4], null), 9, 1);

    public static string After(string year) => YearOf(FirstDay(year).AddYears(1));

    public string State(string year) => _states.GetValueOrDefault(year, "open");

    public void Move(string year, string state) => _states[year] = state;

    /// <summary>A line's event arrives: each revision counts once, after the one before.</summary>
    public void Hear(InterventionConfirmed heard, DateTimeOffset now)
    {
        _waiting.Add(heard);
        while (_waiting.Find(one => one.PostingRevision == _revisions.GetValueOrDefault(one.Line) + 1) is { } next)
        {
            _revisions[next.Line] = next.PostingRevision;
            if (Rows.Find(row => row.Line == next.Line && row.Kind == "intervention" && row.TakenBackBy is null) is { } standing)
            {
                TakeBack(standing, now);
            }

            if (!next.TakesBack)
            {
                Add("intervention", next.Line, next.PostingRevision, next.LendingInstitution, next.ReceivingInstitution, next.Domain, next.CreditedMinutes, next.Date, now);
            }
        }
    }

    public void Add(string kind, Guid line, int revision, string credit, string debit, string domain, int minutes, DateOnly day, DateTimeOffset now)
    {
        var (year, valueDate) = Open(YearOf(day), day);
        Rows.Add(new NaiveRow(kind, line, revision, (credit, debit, domain, year), (debit, credit, domain, year), minutes, year, day, valueDate, now));
    }

    public void TakeBack(NaiveRow row, DateTimeOffset now)
    {
        var (year, valueDate) = Open(row.Year, row.ValueDate);
        row.TakenBackBy = row with { Kind = "reversal", Credit = row.Debit with { Year = year }, Debit = row.Credit with { Year = year }, Year = year, ValueDate = valueDate, PostedAt = now };
        Rows.Add(row.TakenBackBy);
    }

    /// <summary>What Interventions would answer: the lines of a year that stand, by their own date.</summary>
    public (int Count, string Hash) Standing(string year)
    {
        var lines = Rows.Where(row => row.Kind == "intervention" && row.TakenBackBy is null && YearOf(row.LineDate) == year)
            .Select(row => $"{row.Line} {row.Revision}\n").Order(StringComparer.Ordinal).ToList();
        return (lines.Count, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines)))));
    }

    /// <summary>Closes a year: every minute by itself is set off, carried while the cap lasts, or settled.</summary>
    public void Close(string year, Guid statement, DateTimeOffset now)
    {
        foreach (var first in parties)
        {
            foreach (var second in parties.Where(other => string.CompareOrdinal(first, other) < 0))
            {
                var domains = Rows.SelectMany(row => new[] { row.Credit.Domain, row.Debit.Domain }).Distinct().ToList();
                foreach (var group in groups.Concat(domains.Where(domain => !groups.Any(group => group.Contains(domain))).Select(domain => new[] { domain })))
                {
                    Close((first, second), group, year, statement, now);
                }
            }
        }

        Move(year, "closing");
    }

    /// <summary>A closed year opens again: what closed it is taken back where it stands.</summary>
    public void Reopen(string year, Guid statement, DateTimeOffset now)
    {
        foreach (var row in Rows.Where(row => row.Line == statement).ToList())
        {
            Rows.Add(row with { Kind = "reversal", Credit = row.Debit, Debit = row.Credit, PostedAt = now });
        }

        foreach (var drafted in _states.Where(state => state.Value == "drafted").Select(state => state.Key).ToList())
        {
            Move(drafted, "open");
        }

        Move(year, "open");
    }

    /// <summary>Every account that does not stand at zero, in the order of their names.</summary>
    public string Balance(DateOnly asOf, DateTimeOffset knownAt)
    {
        var accounts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in Rows.Where(row => row.ValueDate <= asOf && row.PostedAt <= knownAt))
        {
            foreach (var (account, minutes) in new[] { (row.Credit, (long)row.Minutes), (row.Debit, -row.Minutes) })
            {
                var name = $"{account.Of} {account.Towards} {account.Domain} {account.Year}";
                accounts[name] = accounts.GetValueOrDefault(name) + minutes;
            }
        }

        return string.Join('\n', accounts.Where(account => account.Value != 0).Select(account => $"{account.Key} {account.Value}"));
    }

    private void Close((string First, string Second) pair, string[] group, string year, Guid statement, DateTimeOffset now)
    {
        var left = group.ToDictionary(domain => domain, domain => Rows.Sum(row =>
            (row.Credit == (pair.First, pair.Second, domain, year) ? row.Minutes : 0) - (row.Debit == (pair.First, pair.Second, domain, year) ? row.Minutes : 0)));
        var (compensated, carried, settled) = (group.ToDictionary(domain => domain, _ => 0), group.ToDictionary(domain => domain, _ => 0), group.ToDictionary(domain => domain, _ => 0));
        void Minute(Dictionary<string, int> into, string domain)
        {
            into[domain] += Math.Sign(left[domain]);
            left[domain] -= Math.Sign(left[domain]);
        }

        while (group.FirstOrDefault(domain => left[domain] > 0) is { } above && group.FirstOrDefault(domain => left[domain] < 0) is { } below)
        {
            Minute(compensated, above);
            Minute(compensated, below);
        }

        for (var room = cap; room > 0 && group.FirstOrDefault(domain => left[domain] != 0) is { } domain; room--)
        {
            Minute(carried, domain);
        }

        while (group.FirstOrDefault(domain => left[domain] != 0) is { } domain)
        {
            Minute(settled, domain);
        }

        var (lastDay, nextDay) = (FirstDay(year).AddYears(1).AddDays(-1), FirstDay(year).AddYears(1));
        foreach (var domain in group)
        {
            foreach (var (kind, minutes) in new[] { ("compensation", compensated[domain]), ("settlement", settled[domain]) }.Where(part => part.Item2 != 0))
            {
                var (debit, credit) = Ends(pair, domain, year, minutes);
                Rows.Add(new NaiveRow(kind, statement, 0, credit, debit, Math.Abs(minutes), year, lastDay, lastDay, now));
            }

            if (carried[domain] is not 0 and var carry)
            {
                var (above, below) = Ends(pair, domain, year, carry);
                Rows.Add(new NaiveRow("carry-forward", statement, 0, above with { Year = After(year) }, above, Math.Abs(carry), year, nextDay, nextDay, now));
                Rows.Add(new NaiveRow("carry-forward", statement, 0, below, below with { Year = After(year) }, Math.Abs(carry), year, nextDay, nextDay, now));
            }
        }
    }

    private static ((string, string, string, string Year) Debit, (string, string, string, string Year) Credit) Ends((string First, string Second) pair, string domain, string year, int minutes) =>
        minutes > 0 ? ((pair.First, pair.Second, domain, year), (pair.Second, pair.First, domain, year)) : ((pair.Second, pair.First, domain, year), (pair.First, pair.Second, domain, year));

    /// <summary>A year that takes postings loses its draft; for another the oldest one that does stands in.</summary>
    private (string Year, DateOnly ValueDate) Open(string year, DateOnly day)
    {
        if (State(year) is not ("open" or "drafted"))
        {
            for (year = "2014-2015"; State(year) is not ("open" or "drafted");)
            {
                year = After(year);
            }

            day = FirstDay(year);
        }

        Move(year, "open");
        return (year, day);
    }
}
