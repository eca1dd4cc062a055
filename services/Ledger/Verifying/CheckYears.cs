using Dapper;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Keeping;
using Npgsql;

namespace HourExchange.Ledger.Verifying;

/// <summary>
/// A year stands where its statement stands. From the first signature on nothing is posted in it but the closing rows, and
/// once these are posted its accounts are at zero.
/// </summary>
internal static class CheckYears
{
    private const string Unowned = """
        select id::text from ledger.statement where book = @Ref and withdrawn_at is null and reopened_at is null and not exists (
            select from ledger.book_year where book_year.book = statement.book and book_year.year = statement.year and book_year.statement = statement.id)
        order by id limit 1
        """;

    private const string Later = """
        select number from ledger.posting where book = @Book and year = @Year and number > @UpTo
            and not (line = @Statement and kind in ('compensation', 'settlement', 'carry-forward'))
        order by number limit 1
        """;

    private const string NotAtZero = """
        select account.number, sum(case when posting.credit_account = account.number then minutes else -minutes end) as minutes
        from ledger.account join ledger.posting on posting.book = account.book and account.number in (posting.debit_account, posting.credit_account)
        where account.book = @Book and account.year = @Year group by account.number
        having sum(case when posting.credit_account = account.number then minutes else -minutes end) <> 0 order by account.number limit 1
        """;

    public static async Task<Fault?> Find(NpgsqlConnection connection, KeptBook book)
    {
        var years = await YearStore.Read(connection, book.Ref);
        foreach (var year in years)
        {
            if (await FaultOf(connection, year, years) is { } fault)
            {
                return fault;
            }
        }

        return await connection.ExecuteScalarAsync<string?>(Unowned, book) is { } unowned
            ? new Fault(book.Ref, $"statement {unowned}", "a year whose statement it is", "none")
            : null;
    }

    private static async Task<Fault?> FaultOf(NpgsqlConnection connection, BookYear year, IReadOnlyList<BookYear> years)
    {
        var row = $"book_year {year.Year}";
        if (year.Statement is not { } id)
        {
            return year.State == YearState.Open ? null : new Fault(year.Book, row, "a statement", "none");
        }

        if (await KeptStatement.Find(connection, id) is not { } statement || (statement.Book, statement.Year, statement.Stands) != (year.Book, year.Year, true))
        {
            return new Fault(year.Book, row, "a statement of the year that stands", $"{id}");
        }

        var content = statement.ReadContent()!;
        var signed = (await StatementStore.ReadSignatures(connection, id)).Count > 0;
        var state = statement switch
        {
            { ClosedAt: not null } => YearState.Closed,
            { Number: not null } => YearState.Closing,
            _ => signed ? YearState.Signed : YearState.Drafted,
        };
        if (Fault.Between(year.Book, row, [state, $"{content.FirstDay:O}", $"{content.LastDay:O}"], [year.State, $"{year.FirstDay:O}", $"{year.LastDay:O}"]) is { } fault)
        {
            return fault;
        }

        return state == YearState.Drafted ? null : await FaultOfSigned(connection, year, content, years);
    }

    private static async Task<Fault?> FaultOfSigned(NpgsqlConnection connection, BookYear year, StatementContent content, IReadOnlyList<BookYear> years)
    {
        // Late rows need a year to go to.
        if (!content.IsLast && !years.Any(next => next.FirstDay == content.LastDay.AddDays(1)))
        {
            return new Fault(year.Book, $"book_year {year.Year}", "a year that follows it", "none");
        }

        if (await connection.ExecuteScalarAsync<long?>(Later, new { year.Book, year.Year, year.Statement, content.UpTo }) is { } later)
        {
            return new Fault(year.Book, $"{later}", $"nothing in {year.Year} after {content.UpTo} but its closing rows", "a posting");
        }

        return year.State != YearState.Signed && await connection.QuerySingleOrDefaultAsync<Row>(NotAtZero, year) is { } account
            ? new Fault(year.Book, $"account {account.Number}", $"0 minutes, {year.Year} being closed", $"{account.Minutes}")
            : null;
    }

    private sealed record Row(int Number, long Minutes);
}
