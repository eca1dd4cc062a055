using Dapper;
using HourExchange.Ledger;
using HourExchange.Tests.Kit;
using Npgsql;

namespace HourExchange.Tests.Ledger.Years;

/// <summary>The second lock on a signed year: PostgreSQL itself, whatever the service does.</summary>
[Trait("needs", "servers")]
public sealed class SignedYearTests(House house) : IClassFixture<House>
{
    private static readonly string[] AsSigned = ["row.kind", "row.statement", "row.position", "line.credit_account", "line.debit_account", "row.minutes", "row.value_date"];

    [Fact]
    public async Task A_signed_year_takes_no_row_and_a_closing_one_its_rows_exactly_as_signed()
    {
        var work = await BookAtWork.Open(house, "SIGNED");
        await work.Post(237);
        (await work.Sign("HG", await work.Draft())).Is(201);

        Assert.Equal(PostgresErrorCodes.RestrictViolation, await Try("signed", AsSigned));
        Assert.Null(await Try("closing", AsSigned));
        foreach (var (part, other) in new[]
        {
            (0, "'carry-forward'"), (1, "gen_random_uuid()"), (2, "row.position + 1"), (3, "line.debit_account"), (5, "row.minutes + 1"), (6, "row.value_date - 1"),
        })
        {
            var row = AsSigned.ToArray();
            row[part] = other;
            // Accounts are exchanged together: a row moves minutes between two.
            row[4] = part == 3 ? "line.credit_account" : row[4];
            Assert.True(await Try("closing", row) == PostgresErrorCodes.RestrictViolation, $"{AsSigned[part]} as {other}");
        }

        Assert.Equal(PostgresErrorCodes.RestrictViolation, await Try("closed", AsSigned));
    }

    /// <returns>How PostgreSQL refuses the row, by the service's own role, or null; nothing is kept.</returns>
    private async Task<string?> Try(string state, string[] row)
    {
        await using var connection = await house.Database(LedgerService.Host).OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("update ledger.book_year set state = @state where book = 'SIGNED' and year = '2014-2015'", new { state }, transaction);
        try
        {
            await connection.ExecuteAsync(Insert(row), transaction: transaction);
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }

    /// <summary>The statement's first closing row settles what the book's one line is beyond the cap: the line's accounts, the other way.</summary>
    private static string Insert(string[] row) => $"""
        insert into ledger.posting (book, number, kind, line, revision, debit_account, credit_account, minutes, keys, year, line_date, value_date, posted_at, hash)
        select book, 2, {row[0]}, {row[1]}, {row[2]}, {row[3]}, {row[4]}, {row[5]}, '[]', '2014-2015', row.value_date, {row[6]}, now(), hash
        from ledger.posting as line cross join ledger.statement_row as row where line.book = 'SIGNED' and row.kind = 'settlement'
        """;
}
