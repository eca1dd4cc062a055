using System.Collections.Concurrent;
using Dapper;
using HourExchange.Ledger.Books.Domain;
using Npgsql;

namespace HourExchange.Ledger.Books.Posting;

/// <summary>The number of each account in its book. Accounts are never removed, so what is once known stays true.</summary>
internal sealed class AccountNumbers
{
    private const string Find = """
        select book, number, pair, institution, counterpart, domain, year from ledger.account
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
            returning book, number, pair, institution, counterpart, domain, year),
        counted as (
            update ledger.book set accounts = book.accounts + new.accounts
            from (select opened.book, count(*)::int as accounts from opened group by opened.book) as new where new.book = book.ref)
        select * from opened
        """;

    private readonly ConcurrentDictionary<(string Book, Account Account), AccountNumber> _known = new();

    /// <summary>
    /// Looks up the accounts of postings, and opens those that are new with their mirrors, under the books' locks. Call
    /// <see cref="Remember"/> with what was new here after the commit.
    /// </summary>
    public async Task<(IReadOnlyList<NumberedPosting> Postings, Dictionary<(string Book, Account Account), AccountNumber> New)> Resolve(
        NpgsqlTransaction transaction, IReadOnlyList<Posted> postings)
    {
        var found = new Dictionary<(string Book, Account Account), AccountNumber>();
        var missing = postings.SelectMany(Accounts).Where(account => !_known.ContainsKey(account)).Distinct().ToList();
        foreach (var sql in missing.Count > 0 ? new[] { Find, Open } : [])
        {
            // Both accounts of a pair are opened together, side by side, the first one first.
            missing = [.. missing.SelectMany(Pair).Distinct().Where(account => !found.ContainsKey(account)).OrderBy(PairName, StringComparer.Ordinal)];
            if (missing.Count > 0)
            {
                foreach (var row in await transaction.Connection!.QueryAsync<Row>(sql, Columns(missing), transaction))
                {
                    found[(row.Book, new Account(row.Institution, row.Counterpart, row.Domain, row.Year))] = new AccountNumber(row.Number, row.Pair);
                }
            }
        }

        AccountNumber Number(string book, Account account) => _known.TryGetValue((book, account), out var known) ? known : found[(book, account)];
        return ([.. postings.Select(posted =>
            new NumberedPosting(posted, Number(posted.Book, posted.Entry.Debit), Number(posted.Book, posted.Entry.Credit)))], found);
    }

    public void Remember(Dictionary<(string Book, Account Account), AccountNumber> numbers)
    {
        foreach (var (account, number) in numbers)
        {
            _known[account] = number;
        }
    }

    private static IEnumerable<(string Book, Account Account)> Accounts(Posted posted) => [(posted.Book, posted.Entry.Debit), (posted.Book, posted.Entry.Credit)];

    private static IEnumerable<(string Book, Account Account)> Pair((string Book, Account Account) one) => [one, (one.Book, one.Account.Mirror)];

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

    private sealed record Row(string Book, int Number, int Pair, string Institution, string Counterpart, string Domain, string Year);
}

/// <summary>An account's number in its book, and its pair's: the number of the pair's first account.</summary>
internal readonly record struct AccountNumber(int Number, int Pair);
