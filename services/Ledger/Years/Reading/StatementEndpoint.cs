using System.Data;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Years.Printing;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Ui.Sheets;
using Npgsql;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>
/// A year's statement of record: <c>?year=2014-2015</c>, an earlier edition by <c>&amp;edition=1</c>. As JSON, HTML to print, XLSX, or CSV of one
/// of its tables; by Accept, by <c>format</c>, in the language of Accept-Language or <c>language</c>. Its lines alone are also
/// <c>statement.csv</c>, always in French and in the same columns.
/// </summary>
public static class StatementEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/books/{book}/statement", Show).For(BookAccess.Readers).WithName("getStatement").GivesFileToo(SheetFormat.FileTypes);
        routes.MapGet("/api/v1/books/{book}/statement.csv", WriteCsv).For(BookAccess.Readers).WithName("getStatementCsv").GivesFile("text/csv");
    }

    /// <param name="skip">Of JSON alone: how many lines are passed over. Balances of the others are the same.</param>
    /// <param name="take">Of JSON alone: how many lines follow, 0 or more; all, where it is not said.</param>
    /// <param name="domain">Of JSON alone: only lines of it; skip and take count these.</param>
    /// <param name="figure">Of JSON alone: only lines that make up this figure: opening, given, received, late, adjusted, before-closing, compensated, settled or carried.</param>
    /// <param name="institution">Of JSON alone: only lines of a pair that it is of; what is given it gives.</param>
    /// <param name="counterpart">Of JSON alone: the other of the pair.</param>
    private static async Task<Shown<StatementView>> Show(
        string book, string year, int? edition, int? skip, int? take, string? domain, string? figure, string? institution, string? counterpart, [AsParameters] SheetAsked asked,
        string? language, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        if (SheetFormat.Negotiate(http, asked).IsRefused(out var refusal, out var format))
        {
            return refusal;
        }

        if (skip < 0 || take < 0)
        {
            return Refusal.Malformed("page-invalid", "Neither skip nor take is below zero.");
        }

        var lines = new AskedLines(domain, figure, institution, counterpart);
        if (lines.Check() is { } unknown)
        {
            return unknown;
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, http.RequestAborted);
        if ((await Find(moment, book, year, edition, http)).IsRefused(out refusal, out var found))
        {
            return refusal;
        }

        var (parties, statement) = found;
        if (format.IsJson)
        {
            // Balances run over all lines: those that are not asked for are read too, and passed over.
            var asLines = lines.AreAll ? statement.Lines : statement.Lines.Where(lines.Has);
            return await Spool.SendJson(http, statement with
            {
                Lines = take == 0 ? AsyncEnumerable.Empty<StatementLineView>() : asLines.Skip(skip ?? 0).Take(take ?? int.MaxValue),
                Found = lines.AreAll ? null : await asLines.LongCountAsync(http.RequestAborted),
            });
        }

        var agreement = (await AgreementQuery.Find(connection, book, moment))!;
        var words = new StatementWords(SheetLanguage.Of(http, language), agreement.TermsAt(statement.LastDay), clock);
        var head = StatementHead.Of(statement, parties, agreement);
        return await format.Answer(http, statement, shown => StatementSheet.Of(shown, head, words), asked.Table);
    }

    private static async Task<IResult> WriteCsv(string book, string year, int? edition, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, http.RequestAborted);
        return (await Find(moment, book, year, edition, http)).IsRefused(out var refusal, out var found)
            ? Problem.From(refusal)
            : await Spool.Send(file => StatementCsv.Write(file, found.Statement, http.RequestAborted), "text/csv; charset=utf-8", $"decompte-{book}-{year}.csv");
    }

    private static async Task<Decision<(string[] Parties, StatementView Statement)>> Find(NpgsqlTransaction moment, string book, string year, int? edition, HttpContext http)
    {
        var caller = Caller.Of(http.User);
        return (await BookAccess.Find(moment.Connection!, book, caller.Institution)).IsRefused(out var refusal, out var parties)
            || (await StatementQuery.Find(moment, book, year, edition, caller)).IsRefused(out refusal, out var statement)
            ? refusal : (parties, statement);
    }
}
