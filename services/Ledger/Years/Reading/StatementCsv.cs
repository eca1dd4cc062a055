using HourExchange.Plumbing.Tables;
using HourExchange.Words;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>A statement's lines as a French spreadsheet reads them; minutes whole.</summary>
internal static class StatementCsv
{
    private static readonly Wording Words = Wording.Statement;

    private static readonly (string Name, Func<StatementLineView, object?> Cell)[] Columns =
    [
        ("Section", line => Words[$"Section.{line.Section}"]),
        ("Number", line => line.Number),
        ("Kind", line => Words[$"Kind.{line.Kind}"]),
        ("LineDate", line => line.LineDate),
        ("ValueDate", line => line.ValueDate),
        ("Given", line => line.Given),
        ("Received", line => line.Received),
        ("Domain", line => line.Domain),
        ("Nature", line => line.Nature),
        ("Contributor", line => line.Contributor),
        ("LendingReference", line => line.LendingReference),
        ("ReceivingReference", line => line.ReceivingReference),
        ("Quantity", line => line.Quantity?.Replace('.', ',')),
        ("Unit", line => line.Unit),
        ("TaughtMinutes", line => line.TaughtMinutes),
        ("Coefficient", line => line.Coefficient),
        ("Minutes", line => line.Minutes),
        ("Balance", line => line.Balance),
        ("Reverses", line => line.Reverses),
        ("ReversedBy", line => line.ReversedIn is { } later ? Words.Format("ReversedIn", line.ReversedBy, later) : line.ReversedBy),
        ("EmployerUninformed", line => line.EmployerUninformed ? Words["EmployerUninformed.yes"] : null),
        ("Keys", line => string.Join(", ", line.Keys.Select(key => key.Tacit ? Words.Format("Key.tacit", key.Institution) : key.Institution))),
        ("Hash", line => line.Hash),
    ];

    public static Task Write(Stream file, StatementView statement, CancellationToken stopping) => CsvDialect.Swiss.Write(
        file, [.. Columns.Select(column => Words[$"Column.{column.Name}"])], statement.Lines.Select(line => Columns.Select(column => column.Cell(line))), stopping);
}
