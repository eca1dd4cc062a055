using System.Data;
using Dapper;
using Npgsql;

namespace HourExchange.Ledger.Verifying;

/// <summary>
/// Derives all that is kept beside the postings from them once more, book by book, each as at one moment, and names the
/// first row of each book that differs. Postings are streamed; nothing is held but a book's years and statements.
/// </summary>
internal static class VerifyBooks
{
    private const string Refs = "select ref from ledger.book order by ref";

    private const string Counts = """
        select (select count(*) from ledger.pair_day where book = @Ref) || ' days, ' || (select count(*) from ledger.statement where book = @Ref) || ' statements'
        """;

    // In the order in which one rests on the other, so that the row that was changed is named, not what followed from it.
    private static readonly Func<NpgsqlConnection, KeptBook, Task<Fault?>>[] Checks =
    [
        CheckAccounts.Find, CheckPostings.Find, CheckReversals.Find, CheckDays.Find, CheckStatements.Find, CheckYears.Find,
    ];

    /// <returns>0, with a line for each book; 1, with a line for each fault.</returns>
    public static async Task<int> Run(NpgsqlDataSource database, TextWriter output)
    {
        await using var connection = await database.OpenConnectionAsync();
        var isGood = true;
        foreach (var orphan in await CheckOrphans.Find(connection))
        {
            isGood = false;
            await output.WriteLineAsync(orphan.ToString());
        }

        foreach (var book in await connection.QueryAsync<string>(Refs))
        {
            await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
            var kept = (await KeptBook.Find(connection, book))!;
            var fault = await FindFault(connection, kept);
            isGood &= fault is null;
            var counts = await connection.ExecuteScalarAsync<string>(Counts, kept);
            await output.WriteLineAsync(fault?.ToString() ??
                $"{book}: {kept.LastNumber} postings, {kept.Accounts} accounts, {counts}, last hash {Convert.ToHexStringLower(kept.LastHash)}");
        }

        return isGood ? 0 : 1;
    }

    private static async Task<Fault?> FindFault(NpgsqlConnection connection, KeptBook book)
    {
        foreach (var find in Checks)
        {
            if (await find(connection, book) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }
}
