using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Tables;
using HourExchange.Words.Lists;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>A list of interventions: French, German or English headers, a line in each row.</summary>
internal static class ListForm
{
    /// <summary>What a book or another agreement makes of a line is no part of it.</summary>
    private static readonly ListColumn[] NotTaken = [ListColumn.CreditedMinutes, ListColumn.Agreement];

    private static readonly ListColumn[] Optional = [ListColumn.Title, ListColumn.Sourcing, ListColumn.EmployerInformed, ListColumn.Place];

    // In each language, and as the interface calls it.
    private static readonly Dictionary<string, string> SourcingNames = new[] { "direct", "in-concertation" }
        .SelectMany(code => ListWords.All.Select(words => words.Sourcing(code)).Append(code).Distinct(StringComparer.OrdinalIgnoreCase), (code, name) => (code, name))
        .ToDictionary(known => known.name, known => known.code, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, bool> Answers = ListWords.All
        .SelectMany(words => new[] { true, false }.SelectMany(answer => words.Answers(answer), (answer, name) => (name, answer)))
        .Distinct().ToDictionary(known => known.name, known => known.answer, StringComparer.OrdinalIgnoreCase);

    public static TableForm<ListColumn, ListRow> Lines { get; } = new(
        header => ColumnNames.Find(header) is { } column && !NotTaken.Contains(column) ? column : null, ColumnNames.FrenchName, Missing, Read);

    /// <summary>A rule's fault as the person who wrote the file sees it.</summary>
    public static RejectedRow Reject(this ReadTable<ListColumn, ListRow> list, int row, LineFault fault) => new(
        row, Enum.TryParse<ListColumn>(fault.Field, ignoreCase: true, out var column) ? list.ColumnNames.GetValueOrDefault(column, fault.Field) : fault.Field,
        fault.Code, fault.Message);

    private static ListColumn? Missing(IReadOnlyCollection<ListColumn> found) =>
        Enum.GetValues<ListColumn>().Except(NotTaken).Except(Optional).Except(found).Cast<ListColumn?>().FirstOrDefault();

    private static ListRow? Read(RowCells<ListColumn> cells)
    {
        var reference = cells.Text(ListColumn.Reference);
        var date = cells.Parsed(
            ListColumn.Date, text => WrittenValue.Date(text, () => ColumnNames.AreEnglish(cells.Headers)), "date-invalid", "Dates are written dd.MM.yyyy or yyyy-MM-dd.");
        var quantity = cells.Quantity(ListColumn.Quantity);
        var sourcing = cells[ListColumn.Sourcing].Length == 0
            ? null
            : cells.Known(ListColumn.Sourcing, SourcingNames.GetValueOrDefault(cells[ListColumn.Sourcing]), "sourcing-unknown", "Sourcing is directe or en concertation.");
        var informed = cells[ListColumn.EmployerInformed].Length == 0
            ? null : cells.Parsed(ListColumn.EmployerInformed, text => Answers.TryGetValue(text, out var answer) ? answer : (bool?)null, "answer-invalid", "The answer is oui or non.");
        var line = new ListedLine
        {
            Reference = reference,
            Date = date ?? default,
            LendingInstitution = cells.Text(ListColumn.LendingInstitution),
            ReceivingInstitution = cells.Text(ListColumn.ReceivingInstitution),
            Contributor = cells.Text(ListColumn.Contributor),
            Domain = cells.Text(ListColumn.Domain),
            Nature = cells.Text(ListColumn.Nature),
            Title = cells[ListColumn.Title],
            Quantity = quantity ?? default,
            Unit = cells.Text(ListColumn.Unit),
            Sourcing = sourcing,
            EmployerInformed = informed,
            Place = cells[ListColumn.Place] is { Length: > 0 } place ? place : null,
        };
        return cells.AllGood ? new ListRow(cells.Row, line) : null;
    }
}
