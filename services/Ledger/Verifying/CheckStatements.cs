using Dapper;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Keeping;
using Npgsql;

namespace HourExchange.Ledger.Verifying;

/// <summary>Each statement says what the postings came to when it was drafted, and its rows, root, signatures and settlements follow from it.</summary>
internal static class CheckStatements
{
    // One number for each year that was ever closed, from 1 in the order of closing.
    private const string Numbers = """
        select string_agg(number || ' ' || year, ', ' order by number, year) from (
            select distinct number, year, dense_rank() over (order by number) as place
            from ledger.statement where book = @Ref and number is not null) as numbered
        having count(*) <> count(distinct number) or count(*) <> count(distinct year) or bool_or(number <> place)
        """;

    public static async Task<Fault?> Find(NpgsqlConnection connection, KeptBook book)
    {
        foreach (var id in await KeptStatement.Ids(connection, book))
        {
            var statement = (await KeptStatement.Find(connection, id))!;
            if (FaultOfContent(statement, book) is { } fault)
            {
                return fault;
            }

            var content = statement.ReadContent()!;
            var signatures = await StatementStore.ReadSignatures(connection, id);
            if (await FaultOfLines(connection, statement, content) is { } unfounded)
            {
                return unfounded;
            }

            if ((await CheckClosingRows.Find(connection, statement, content, signatures)
                ?? CheckSignatures.Find(statement, content, signatures)
                ?? await CheckSettlements.Find(connection, statement, content)) is { } unfollowed)
            {
                return unfollowed;
            }
        }

        return await connection.ExecuteScalarAsync<string?>(Numbers, book) is { } numbers
            ? new Fault(book.Ref, "statement numbers", "one for each year, from 1", numbers)
            : null;
    }

    private static Fault? FaultOfContent(KeptStatement statement, KeptBook book)
    {
        if (statement.HashOfContent() is var hash && hash != statement.ContentHash)
        {
            return new Fault(book.Ref, statement.Row, $"content hash {hash}", statement.ContentHash);
        }

        if (statement.ReadContent() is not { } content)
        {
            return new Fault(book.Ref, statement.Row, "a statement as content", "another text");
        }

        return Fault.Between(
            book.Ref, statement.Row,
            [content.Book, content.Year, $"edition {content.Edition}", string.Join(' ', content.Parties), "drafted for a party"],
            [
                statement.Book, statement.Year, $"edition {statement.Edition}", string.Join(' ', book.Parties),
                content.Parties.Contains(statement.DraftedFor) ? "drafted for a party" : statement.DraftedFor,
            ])
            ?? FaultOfCourse(statement);
    }

    private static Fault? FaultOfCourse(KeptStatement statement)
    {
        var isWhole = (statement.WithdrawnAt is null) == (statement.WithdrawnWhy is null)
            && (statement.RefusedBecause is not null) == (statement.WithdrawnWhy == "refused")
            && (statement.Number is null || statement.WithdrawnAt is null)
            && (statement.Number is null) == (statement.Root is null)
            && (statement.ClosedAt is null || statement.Number is not null)
            && (statement.ReopenedAt is null || statement.ClosedAt is not null);
        return isWhole ? null : new Fault(
            statement.Book, statement.Row, "a course that is possible",
            $"withdrawn {statement.WithdrawnAt:O} for {statement.WithdrawnWhy}, number {statement.Number}, closed {statement.ClosedAt:O}, reopened {statement.ReopenedAt:O}");
    }

    private static async Task<Fault?> FaultOfLines(NpgsqlConnection connection, KeptStatement statement, StatementContent content)
    {
        var (count, root) = await YearRoot.ReadUpTo(connection, content.Book, content.Year, content.UpTo);
        var span = new YearSpan(content.Year, content.FirstDay, content.LastDay, content.IsLast);
        return Fault.Between(content.Book, statement.Row, [$"{count} lines", root], [$"{content.Lines} lines", content.LinesRoot])
            ?? Fault.Between(content.Book, statement.Row + " figures", Told(await FiguresQuery.Read(connection, content.Book, span, upTo: content.UpTo)), Told(content.Figures));
    }

    private static IReadOnlyList<string> Told(IEnumerable<AccountFigures> figures) => [.. figures.Select(one => one.ToString()).Order(StringComparer.Ordinal)];
}
