using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Tables;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>The rows of a stored list, with what becomes of each; once it is accepted, what became of each. Until it expires.</summary>
public static class ImportRowsEndpoint
{
    private const int LimitMost = 200;

    private const string Select = """
        select row, outcome, line, becomes, intervention, expected_credit, faults, cells from interventions.stored_import_row
        where stored_import = @id and row > @after and (@outcome::text is null or outcome = @outcome) order by row limit @limit
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/imports/{id:guid}/rows", Read).For(AgreementAccess.Readers).WithName("listImportRows");

    /// <param name="outcome">Only rows of which this becomes.</param>
    private static async Task<Shown<ImportRows>> Read(
        Guid id, string? outcome, int? after, int? limit, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        if (Page.Read(after ?? 0, limit, LimitMost).IsRefused(out var badPage, out var page))
        {
            return badPage;
        }

        if (outcome is not null && !RowOutcome.All.Contains(outcome))
        {
            var outcomes = string.Join(", ", RowOutcome.All);
            return Refusal.Invalid("outcome-unknown", $"An outcome is one of {outcomes}.");
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if (await StoredImports.Find(connection, null, id, Caller.Of(http.User).Institution) is not { } stored)
        {
            return Refusal.NotFound("import");
        }

        if (stored.CheckRead(clock.GetUtcNow()) is { } expired)
        {
            return expired;
        }

        var rows = await connection.QueryAsync<KeptRow>(Select, new { id, outcome, after = page.After, limit = page.Take });
        var (shown, next) = page.Cut(rows.AsList(), row => row.Row);
        var header = stored.Header;
        return new ImportRows([.. shown.Select(row => row.Show(header))], next == 0 ? null : next);
    }

    private sealed record KeptRow(int Row, string? Outcome, string? Line, string? Becomes, Guid? Intervention, string? ExpectedCredit, string? Faults, string? Cells)
    {
        public ImportRow Show(ListHeader header)
        {
            var line = Line is null ? null : StrictJson.Read<ListedLine>(Line);
            return new ImportRow(
                Row, Outcome, line?.Reference, Becomes is null ? line?.ToContent() : StrictJson.Read<LineContent>(Becomes), Intervention,
                ExpectedCredit is null ? null : StrictJson.Read<ExpectedCredit>(ExpectedCredit), Faults is null ? [] : [.. KeptFault.Read(Faults)])
            {
                Cells = Cells is not null ? StrictJson.Read<Dictionary<string, string>>(Cells) : Faults is not null && line is not null ? header.CellsOf(line) : null,
            };
        }
    }
}

/// <summary>Rows of a stored list, in their order.</summary>
/// <param name="Rows">At most 200.</param>
/// <param name="Next">Where to ask on from; null on the last page.</param>
public sealed record ImportRows(IReadOnlyList<ImportRow> Rows, int? Next);

/// <summary>A row of a stored list.</summary>
/// <param name="Row">As the spreadsheet numbers it: the header of a text file is row 1.</param>
/// <param name="Outcome">
/// new: a line begins; known: it is known, or stands in the list before; change: it is known with other content, and a change is proposed;
/// cancelled: it is known as cancelled or declined; fault: it cannot be taken. Null while it has not been judged.
/// </param>
/// <param name="Reference">As the list has it; null where the row could not be read.</param>
/// <param name="Line">The line as it would be: as it begins, as the change would have it, as it is known, else as it was read. Null where it could not be.</param>
/// <param name="Intervention">The line that is known, and, once the list is accepted, the one that began; else null.</param>
/// <param name="ExpectedCredit">What the line would credit as it begins, or if the change is taken; null where the list makes no difference.</param>
/// <param name="Faults">Every fault of the row.</param>
public sealed record ImportRow(
    int Row, [property: KnownValues(typeof(RowOutcome), nameof(RowOutcome.All))] string? Outcome, string? Reference, LineContent? Line, Guid? Intervention,
    ExpectedCredit? ExpectedCredit, IReadOnlyList<RejectedRow> Faults)
{
    /// <summary>
    /// What stands in the cells of a row with faults, by the field of a line that its column holds (date, lendingInstitution and so on): each
    /// column of the file, "" where nothing stands. Null for rows without faults, and where the file itself gave no cells.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Cells { get; init; }
}
