using System.Collections.Concurrent;
using Dapper;
using HourExchange.Ledger.Domain;
using Npgsql;

namespace HourExchange.Ledger.PostingHours;

/// <summary>The number of each account in its book. Accounts are never removed, so what is once known stays true.</summary>
internal sealed class AccountNumbers
{
    private const string Find = """
        select book, number, institution, counterpart, domain, year from ledger.account
        where (book, institution, counterpart, domain, year) in (
            select * from unnest(@books, @institutions, @counterparts, @domains, @years))
        """;

    // Under the book's lock nobody else opens accounts in it. The two of a pair come one after the other, the first one first.
    private const string Open = """
        with opened as (
            insert into ledger.account (book, number, institution, counterpart, domain, year, pair)
            select given.book, book.accounts + row_number() over in_book, given.institution, given.counterpart, given.domain, given.year,
                book.accounts + row_number() over in_book - (case when given.is_first then 0 else 1 end)
            from unnest(@books, @institutions, @counterparts, @domains, @years, @first) with ordinality
                as given (book, institution, counterpart, domain, year, is_first, position)
            join ledger.book on book.ref = given.book
            window in_book as (partition by given.book order by given.position)
            returning book, number, institution, counterpart, domain, year),
        counted as (
            update ledger.book set accounts = book.accounts + new.accounts
            from (select opened.book, count(*)::int as accounts from opened group by opened.book) as new where new.book = book.ref)
        select * from opened
        """;

    private readonly ConcurrentDictionary<(string Book, Account Account), int> _known = new();

    /// <summary>
    /// Looks up, and opens where needed, under the books' locks. Each account is asked for with its mirror. Call
    /// <see cref="Remember"/> after the commit.
    /// </summary>
    public async Task<Dictionary<(string Book, Account Account), int>> Resolve(
        NpgsqlTransaction transaction, IEnumerable<(string Book, Account Account)> asked)
    {
        var numbers = new Dictionary<(string Book, Account Account), int>();
        var missing = new List<(string Book, Account Account)>();
        foreach (var account in asked.Distinct())
        {
            if (_known.TryGetValue(account, out var number))
            {
                numbers[account] = number;
            }
            else
            {
                missing.Add(account);
            }
        }

        foreach (var sql in new[] { Find, Open })
        {
            missing.RemoveAll(numbers.ContainsKey);
            if (missing.Count > 0)
            {
                // Pairs side by side, the first account first.
                missing.Sort((left, right) => string.CompareOrdinal(PairName(left), PairName(right)));
                foreach (var row in await transaction.Connection!.QueryAsync<Row>(sql, Columns(missing), transaction))
                {
                    numbers[(row.Book, new Account(row.Institution, row.Counterpart, row.Domain, row.Year))] = row.Number;
                }
            }
        }

        return numbers;
    }

    public void Remember(Dictionary<(string Book, Account Account), int> numbers)
    {
        foreach (var (account, number) in numbers)
        {
            _known[account] = number;
        }
    }

    private static string PairName((string Book, Account Account) account)
    {
        var first = account.Account.IsFirst ? account.Account : account.Account.Mirror;
        return string.Join('\u001f', account.Book, first.Year, first.Institution, first.Counterpart, first.Domain, account.Account.IsFirst ? "1" : "2");
    }

    private static object Columns(List<(string Book, Account Account)> accounts) => new
    {
        books = accounts.Select(account => account.Book).ToArray(),
        institutions = accounts.Select(account => account.Account.Institution).ToArray(),
        counterparts = accounts.Select(account => account.Account.Counterpart).ToArray(),
        domains = accounts.Select(account => account.Account.Domain).ToArray(),
        years = accounts.Select(account => account.Account.Year).ToArray(),
        first = accounts.Select(account => account.Account.IsFirst).ToArray(),
    };

    private sealed record Row(string Book, int Number, string Institution, string Counterpart, string Domain, string Year);
}
