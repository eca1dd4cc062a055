using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Books.Posting;
using HourExchange.Ledger.Books.Reading;
using HourExchange.Ledger.Settlements.Netting;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Drafting;
using HourExchange.Ledger.Years.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Ledger.Years.Reopening;

/// <summary>
/// Reopens the latest closed year, by consent of all and before its settlement is paid or netted: its closing rows are
/// reversed, and the next statement is a new edition (docs/domain.md, Year end).
/// </summary>
internal sealed class ReopenYear(PostEntries entries, TimeProvider clock)
{
    private const string Settled = "select exists (select from ledger.settlement where statement = @statement and (paid_on is not null or netting is not null))";

    private const string ClosingRows = $"""
        {PostingQuery.Select} where posting.book = @book and posting.line = @statement and posting.kind in ('compensation', 'settlement', 'carry-forward')
        order by posting.number
        """;

    private const string Note = """
        update ledger.statement set reopened_at = @now where id = @statement;
        update ledger.settlement set reopened = true where statement = @statement returning id
        """;

    /// <returns>Why this year cannot be reopened, or null.</returns>
    public static async Task<Refusal?> Check(NpgsqlTransaction transaction, IReadOnlyList<BookYear> years, string year)
    {
        var statement = years.FirstOrDefault(one => one.Year == year)?.Statement;
        return ReopenRules.Check(years, year, await transaction.Connection!.ExecuteScalarAsync<bool>(Settled, new { statement }, transaction));
    }

    /// <param name="label">The year whose <paramref name="statement"/> all consented to take back.</param>
    public async Task<Refusal?> Run(
        NpgsqlTransaction transaction, LockedBooks books, string book, string label, Guid statement, IReadOnlyList<TurnedKey> consents)
    {
        var now = clock.GetUtcNow();
        var connection = transaction.Connection!;
        var years = await YearStore.Read(connection, book, transaction);
        var year = years.FirstOrDefault(one => one.Year == label);
        if (year is null || year.Statement != statement)
        {
            return Refusal.Conflict("year-not-closed", "The year has another statement by now.");
        }

        if (await Check(transaction, years, label) is { } refusal)
        {
            return refusal;
        }

        // What is carried into the next year changes, so its draft does not stand.
        if (years.FirstOrDefault(one => one.State == YearState.Drafted) is { } draft)
        {
            await WithdrawStatement.OfDraft(transaction, draft, "reopened", now);
        }

        await YearStore.Move(transaction, year, YearAct.Reopen);
        await VoidNettings.Run(transaction, await connection.QueryAsync<Guid>(Note, new { statement, now }, transaction), "reopened", now);
        var rows = (await connection.QueryAsync<PostingRow>(ClosingRows, new { book, statement }, transaction))
            .Select(row => row.ToPosted(CanonicalPosting.BeforeTheFirst));
        await entries.Post(transaction, books,
            [.. rows.Select(row => new PlannedEntry(book, PostingRules.Reverse(row.Entry, row.Number) with { Keys = consents }))]);
        var edition = (await StatementStore.Read(connection, statement, transaction)).Edition;
        await OutboxWriter.Add(transaction, new YearReopened(book, label, year.FirstDay, edition));
        return null;
    }
}
