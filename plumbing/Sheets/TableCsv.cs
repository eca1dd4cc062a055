using System.Runtime.CompilerServices;
using HourExchange.Plumbing.Tables;
using HourExchange.Words;

namespace HourExchange.Plumbing.Sheets;

/// <summary>
/// One table as CSV (docs/decisions/0043). Hours are whole minutes and their header says so. The first three columns say what each row is,
/// in which group, and how it differs, so that whoever reads the file can sum it again.
/// </summary>
public static class TableCsv
{
    /// <param name="file">Stays open.</param>
    /// <param name="language">BCP 47; of the headers where the dialect is for people. Programs read the columns' codes.</param>
    public static Task Write(Stream file, Table table, CsvDialect dialect, string language, CancellationToken stopping = default)
    {
        var isForPrograms = dialect == CsvDialect.Rfc4180;
        var words = Wording.Of("Sheets", isForPrograms ? "en" : language);
        string[] said = isForPrograms ? Table.RowColumns : [words["Column.kind"], words["Column.group"], words["Column.mark"]];
        var headers = said.Concat(table.Columns.Select(column => isForPrograms ? Code(column) : Name(column, words)));
        // A column may be called by people's own labels.
        return dialect.Write(file, [.. headers.Select(FormulaGuard.Add)], Rows(table, words, stopping), stopping);
    }

    private static async IAsyncEnumerable<IEnumerable<object?>> Rows(Table table, Wording words, [EnumeratorCancellation] CancellationToken stopping)
    {
        await foreach (var row in table.Printed(stopping))
        {
            if (row.Kind != RowKind.Group)
            {
                yield return row.Cells.Select(cell => cell.Value).Prepend(Mark(row, words)).Prepend(row.Group).Prepend(words[$"Kind.{row.Kind.ToString().ToLowerInvariant()}"]);
            }
        }
    }

    private static string? Mark(Row row, Wording words) => row.Mark == RowMark.None ? null : words[$"Mark.{row.Mark.ToString().ToLowerInvariant()}"];

    private static string Code(Column column) => column.Kind switch
    {
        CellKind.Minutes when !column.Code.EndsWith("Minutes", StringComparison.OrdinalIgnoreCase) => column.Code + "Minutes",
        CellKind.Money when column.Currency is { } currency => column.Code + currency,
        _ => column.Code,
    };

    private static string Name(Column column, Wording words) =>
        column.Kind == CellKind.Minutes ? words.Format("Column.minutes", column.Name) : column.NameWithCurrency;
}
