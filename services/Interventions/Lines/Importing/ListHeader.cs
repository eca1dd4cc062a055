using System.Globalization;
using System.Text.Json;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Registering;
using HourExchange.Plumbing.Tables;
using HourExchange.Words.Lists;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>Which columns a list has, and so what its rows say and do not say.</summary>
/// <param name="columnNames">How the file calls each of them.</param>
internal sealed class ListHeader(IReadOnlyDictionary<ListColumn, string> columnNames)
{
    private static readonly ListColumn[] FreeText = [ListColumn.Reference, ListColumn.Contributor, ListColumn.Title, ListColumn.Place];

    private readonly IReadOnlyList<LineField> _unsaid =
        [.. LineFields.All.Where(field => !columnNames.Keys.Any(column => column.ToString() == field.Property.Name))];

    // The decimal sign of whoever wrote it.
    private readonly CsvDialect _dialect = Words.Lists.ColumnNames.AreEnglish(columnNames.Values) ? CsvDialect.Rfc4180 : CsvDialect.Swiss;

    // And the words.
    private readonly ListWords _words = ListWords.All.FirstOrDefault(
        words => columnNames.All(column => words.Names(column.Key).Contains(column.Value, StringComparer.OrdinalIgnoreCase))) ?? ListWords.French;

    public IReadOnlyDictionary<ListColumn, string> ColumnNames => columnNames;

    public IReadOnlyList<LineToRegister> ToRegister(IEnumerable<ListRow> rows, Agreement agreement) => [.. rows.Select(row => ToRegister(Coded(row.Line, agreement)))];

    /// <summary>A rule's faults as the person who wrote the file sees them.</summary>
    public IEnumerable<RejectedRow> Rejected(JudgedRow judged) => judged.Outcome.Faults.Select(fault => Enum.TryParse<ListColumn>(fault.Field, ignoreCase: true, out var column)
        ? new RejectedRow(judged.Row, columnNames.GetValueOrDefault(column, fault.Field), fault.Code, fault.Sentence) { Value = ValueOf(judged.Line, column) }
        : new RejectedRow(judged.Row, fault.Field, fault.Code, fault.Sentence));

    /// <summary>Cells by the fields of a line that they hold.</summary>
    public static Dictionary<string, string> ByField(IEnumerable<KeyValuePair<ListColumn, string>> cells) =>
        cells.OrderBy(cell => cell.Key).ToDictionary(cell => JsonNamingPolicy.CamelCase.ConvertName(cell.Key.ToString()), cell => cell.Value);

    /// <summary>What stands in the cells of a row that could be read, by field; each is read again as it stands here.</summary>
    public Dictionary<string, string> CellsOf(ListedLine line) =>
        ByField(columnNames.Keys.Select(column => KeyValuePair.Create(column, Written(line, column) ?? "")));

    /// <summary>Not where a name may stand: the row has it, from which a forgotten one is struck.</summary>
    private string? ValueOf(ListedLine line, ListColumn column) => FreeText.Contains(column) ? null : Written(line, column);

    /// <summary>What stands in the cell, as people write it there.</summary>
    private string? Written(ListedLine line, ListColumn column) => typeof(ListedLine).GetProperty(column.ToString())?.GetValue(line) switch
    {
        string { Length: > 0 } code when column == ListColumn.Sourcing => _words.Sourcing(code),
        string { Length: > 0 } code when column == ListColumn.Regime => _words.Regime(code),
        string { Length: > 0 } code when column == ListColumn.State => _words.State(code),
        string { Length: > 0 } text => text,
        DateOnly day => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
        decimal number => _dialect.Written(number),
        bool answer => _words.Answer(answer),
        _ => null,
    };

    /// <summary>People write what pages show: a label is as good as its code.</summary>
    private static ListedLine Coded(ListedLine line, Agreement agreement) => agreement.TermsAt(line.Date) is not { } terms ? line : line with
    {
        Nature = TermNames.NatureOf(terms.Content, line.Nature),
        Domain = TermNames.DomainOf(terms.Content, line.Domain),
    };

    private LineToRegister ToRegister(ListedLine line) =>
        new(line.Reference, line.ToContent(), line.State is null ? LineState.Delivered : LineLife.State(line.State)) { Unsaid = _unsaid };
}
