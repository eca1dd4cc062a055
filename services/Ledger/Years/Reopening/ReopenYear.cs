using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Books.Posting;
using HourExchange.Ledger.Books.Reading;
using HourExchange.Ledger.Proposals.Domain;
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
    private const string Settled = "select exists (select from ledger.settlement where statement = @Statement and (paid_on is not null or netting is not null))";

    private const string ClosingRows = $"""
        {PostingQuery.Select} where posting.book = @Book and posting.line = @Statement and posting.kind in ('compensation', 'settlement', 'carry-forward')
        order by posting.number
        """;

    private const string Note = """
        update ledger.statement set reopened_at = @now where id = @Statement;
        update ledger.settlement set reopened = true where statement = @Statement
        """;

    /// <returns>Why this year cannot be reopened, or null.</returns>
    public static async Task<Refusal?> Check(NpgsqlTransaction transaction, IReadOnlyList<BookYear> years, string year)
    {
        if (years.FirstOrDefault(one => one.Year == year) is not { State: YearState.Closed } closed)
        {
            return Refusal.Conflict("year-not-closed", "The year is not closed.");
        }

        if (years.Any(one => one.FirstDay > closed.FirstDay && !YearState.TakesPostings(one.State)))
        {
            return Refusal.Conflict("later-year-signed", "Only the latest closed year reopens, before the next one is signed.");
        }

        return await transaction.Connection!.ExecuteScalarAsync<bool>(Settled, new { closed.Statement }, transaction)
            ? Refusal.Conflict("settlement-paid", "The year's settlement is paid or netted.")
            : null;
    }

    public async Task<Refusal?> Run(
        NpgsqlTransaction transaction, LockedBooks books, ProposalContent content, IReadOnlyList<TurnedKey> consents)
    {
        var now = clock.GetUtcNow();
        var connection = transaction.Connection!;
        var years = await YearStore.Read(connection, content.Book, transaction);
        var year = years.FirstOrDefault(one => one.Year == content.Year);
        if (year is null || year.Statement != content.Statement)
        {
            return Refusal.Conflict("year-not-closed", "The year has another statement by now.");
        }

        if (await Check(transaction, years, year.Year) is { } refusal)
        {
            return refusal;
        }

        // What is carried into the next year changes, so its draft does not stand.
        if (years.FirstOrDefault(one => one.State == YearState.Drafted) is { } draft)
        {
            await WithdrawDraft.Run(transaction, draft, "reopened", now);
        }

        await YearStore.Save(transaction, year with { State = YearState.Open, Statement = null });
        await connection.ExecuteAsync(Note, new { content.Statement, now }, transaction);
        var rows = (await connection.QueryAsync<PostingRow>(ClosingRows, new { content.Book, content.Statement }, transaction))
            .Select(row => row.ToPosted(CanonicalPosting.BeforeTheFirst));
        await entries.Post(transaction, books,
            [.. rows.Select(row => new PlannedEntry(content.Book, PostingRules.Reverse(row.Entry, row.Number) with { Keys = consents }))]);
        var statement = await StatementStore.Read(connection, content.Statement!.Value, transaction);
        await OutboxWriter.Add(transaction, new YearReopened(content.Book, year.Year, year.FirstDay, statement.Edition));
        return null;
    }
}
