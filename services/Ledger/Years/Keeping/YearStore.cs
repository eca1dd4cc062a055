using Dapper;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Ledger.Years.Keeping;

/// <summary>Reads and moves the years of a book, under the book's lock. Nothing else writes a year's state.</summary>
internal static class YearStore
{
    private const string ReadAll = """
        select book, year, first_day, last_day, state, statement from ledger.book_year where book = @book order by first_day
        """;

    private const string ReadEach = "select book, year, first_day, last_day, state, statement from ledger.book_year where book = any(@books)";

    private const string Put = """
        insert into ledger.book_year (book, year, first_day, last_day, state, statement)
        values (@Book, @Year, @FirstDay, @LastDay, @State, @Statement)
        on conflict (book, year) do update set first_day = excluded.first_day, last_day = excluded.last_day, state = excluded.state, statement = excluded.statement
        """;

    private const string AddOpen = """
        insert into ledger.book_year (book, year, first_day, last_day, state)
        values (@book, @Label, @FirstDay, @LastDay, 'open') on conflict do nothing
        """;

    public static async Task<IReadOnlyList<BookYear>> Read(NpgsqlConnection connection, string book, NpgsqlTransaction? transaction = null) =>
        await HotStatement.Query<BookYear>(connection, transaction, ReadAll, new NpgsqlParameter("book", book));

    /// <returns>Those of several books, by book.</returns>
    public static async Task<ILookup<string, BookYear>> ReadOf(NpgsqlConnection connection, string[] books) =>
        (await HotStatement.Query<BookYear>(connection, null, ReadEach, new NpgsqlParameter("books", books))).ToLookup(year => year.Book, StringComparer.Ordinal);

    /// <summary>Moves a year as <see cref="YearLife"/> has it.</summary>
    /// <param name="year">As it stands; with its new statement, where it gets one.</param>
    /// <param name="isWhole">Whether nothing is missing any more, where the act may lead to two states.</param>
    /// <returns>The state that the year is in now. An open year has no statement.</returns>
    public static async Task<string> Move(NpgsqlTransaction transaction, BookYear year, YearAct act, bool isWhole = true)
    {
        var state = YearLife.Table.Next(year.State, act, isWhole);
        await transaction.Connection!.ExecuteAsync(Put, year with { State = state, Statement = state == YearState.Open ? null : year.Statement }, transaction);
        return state;
    }

    /// <summary>From the first signature on, late rows need a year to go to.</summary>
    public static Task Open(NpgsqlTransaction transaction, string book, YearSpan year) =>
        transaction.Connection!.ExecuteAsync(AddOpen, new { book, year.Label, year.FirstDay, year.LastDay }, transaction);
}
