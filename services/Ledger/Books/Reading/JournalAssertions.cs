using System.Globalization;
using Dapper;
using HourExchange.Ledger.Books.Domain;
using Npgsql;

namespace HourExchange.Ledger.Books.Reading;

/// <summary>
/// What hledger must find when it has added the transactions up: the accounts of a closed year at zero after their carry,
/// and every account at what its kept days come to. The days are kept beside the postings, so the two are checked against
/// each other by a program that knows neither.
/// </summary>
internal static class JournalAssertions
{
    private const string ClosedYears = """
        select account.institution, account.counterpart, account.domain, account.year, closed.last_day as day, 0::bigint as minutes
        from ledger.book_year as closed join ledger.account on account.book = closed.book and account.year = closed.year
        where closed.book = @book and closed.state in ('closing', 'closed') and (@year::text is null or closed.year = @year)
        order by closed.first_day, account.number
        """;

    private const string Balances = """
        select account.institution, account.counterpart, account.domain, account.year, null::date as day,
            coalesce(sum(case when account.number = account.pair then first_credit - first_debit else second_credit - second_debit end), 0)::bigint as minutes
        from ledger.account left join ledger.pair_day as day on day.book = account.book and day.pair = account.pair
        where account.book = @book and (@year::text is null or account.year = @year)
        group by account.number, account.institution, account.counterpart, account.domain, account.year order by account.number
        """;

    /// <param name="lastDay">Value date of the latest transaction: hledger adds up by date, and the balances come after all.</param>
    public static async Task Write(StreamWriter writer, NpgsqlConnection connection, string book, string? year, DateOnly lastDay)
    {
        var written = "";
        await foreach (var account in connection.QueryUnbufferedAsync<Row>(ClosedYears, new { book, year }))
        {
            if (account.Year != written)
            {
                // The carry has the day after the year's last.
                await WriteTitle(writer, account.Day!.Value.AddDays(1), $"{account.Year} is closed");
                written = account.Year;
            }

            await WriteAssertion(writer, book, account);
        }

        written = "";
        await foreach (var account in connection.QueryUnbufferedAsync<Row>(Balances, new { book, year }))
        {
            if (written.Length == 0)
            {
                await WriteTitle(writer, lastDay, "balances as they are kept");
                written = account.Year;
            }

            await WriteAssertion(writer, book, account);
        }
    }

    private static async Task WriteTitle(StreamWriter writer, DateOnly day, string title)
    {
        await writer.WriteLineAsync();
        await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} {title}"));
    }

    private static Task WriteAssertion(StreamWriter writer, string book, Row row) => writer.WriteLineAsync(string.Create(
        CultureInfo.InvariantCulture, $"    {JournalText.Name(book, new Account(row.Institution, row.Counterpart, row.Domain, row.Year))}    0 min = {row.Minutes} min"));

    private sealed record Row(string Institution, string Counterpart, string Domain, string Year, DateOnly? Day, long Minutes);
}
