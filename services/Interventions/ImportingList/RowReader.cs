using HourExchange.Interventions.Domain;

namespace HourExchange.Interventions.ImportingList;

/// <summary>Turns the cells of one row into a line, or notes every cell that cannot be read.</summary>
internal sealed class RowReader(int row, Func<ListColumn, string> cell, IReadOnlyDictionary<ListColumn, string> names, List<RejectedRow> rejected)
{
    private bool _good = true;

    public LineDraft? Read()
    {
        var date = Parsed(ListColumn.Date, ListCell.Date, "date-invalid", "Dates are written dd.MM.yyyy or yyyy-MM-dd.");
        var quantity = Parsed(ListColumn.Quantity, ListCell.Quantity, "quantity-invalid", "The quantity is not a number.");
        var sourcing = cell(ListColumn.Sourcing).Length == 0
            ? null : Known(ListColumn.Sourcing, ListCell.Sourcing(cell(ListColumn.Sourcing)), "sourcing-unknown", "Sourcing is directe or en concertation.");
        var informed = cell(ListColumn.EmployerInformed).Length == 0
            ? null : Parsed(ListColumn.EmployerInformed, ListCell.Answer, "answer-invalid", "The answer is oui or non.");
        var draft = new LineDraft(
            Text(ListColumn.Reference), date ?? default, Text(ListColumn.LendingInstitution), Text(ListColumn.ReceivingInstitution),
            Text(ListColumn.Contributor), Text(ListColumn.Domain), Text(ListColumn.Nature), cell(ListColumn.Title), quantity ?? default,
            Text(ListColumn.Unit), sourcing, informed);
        return _good ? draft : null;
    }

    private string Text(ListColumn column) => Known(column, cell(column) is { Length: > 0 } text ? text : null, "cell-empty", "The cell is empty.") ?? "";

    private T? Parsed<T>(ListColumn column, Func<string, T?> read, string code, string message) where T : struct
    {
        var value = read(cell(column));
        Note(column, value is null, code, message);
        return value;
    }

    private string? Known(ListColumn column, string? value, string code, string message)
    {
        Note(column, value is null, code, message);
        return value;
    }

    private void Note(ListColumn column, bool broken, string code, string message)
    {
        if (broken)
        {
            _good = false;
            rejected.Add(new RejectedRow(row, names.GetValueOrDefault(column) ?? ListHeaders.FrenchName(column), code, message));
        }
    }
}
