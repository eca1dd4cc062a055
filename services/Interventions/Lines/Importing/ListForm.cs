using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Tables;
using HourExchange.Words.Lists;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>A list of interventions: French, German or English headers, a line in each row.</summary>
internal static class ListForm
{
    /// <summary>What another agreement has.</summary>
    private const ListColumn NotTaken = ListColumn.Agreement;

    /// <summary>Minutes credited are for the terms to say, and a fault is what was said of the row before: both are passed over.</summary>
    private static readonly ListColumn[] Optional =
        [ListColumn.Title, ListColumn.Sourcing, ListColumn.EmployerInformed, ListColumn.Place, ListColumn.CreditedMinutes, ListColumn.Regime, ListColumn.State, ListColumn.Fault];

    private static readonly IReadOnlyDictionary<string, string> SourcingNames =
        ListWords.CodesByName(["direct", "in-concertation"], (words, code) => words.Sourcing(code));

    private static readonly IReadOnlyDictionary<string, string> RegimeNames = ListWords.CodesByName(Regimes.Known, (words, code) => words.Regime(code));

    private static readonly IReadOnlyDictionary<string, string> StateNames = ListWords.CodesByName(LineLife.StateNames, (words, code) => words.State(code));

    private static readonly Dictionary<string, bool> Answers = ListWords.All
        .SelectMany(words => new[] { true, false }.SelectMany(answer => words.Answers(answer), (answer, name) => (name, answer)))
        .Distinct().ToDictionary(known => known.name, known => known.answer, StringComparer.OrdinalIgnoreCase);

    public static TableForm<ListColumn, ListRow> Lines { get; } = new(
        header => ColumnNames.Find(header) is { } column && column != NotTaken ? column : null, ColumnNames.FrenchName, Missing, Read);

    /// <returns>Null where nothing stands, or the fault is noted.</returns>
    private static string? Named(RowCells<ListColumn> cells, ListColumn column, IReadOnlyDictionary<string, string> names, string code, Sentence message) =>
        cells[column].Length == 0 ? null : cells.Known(column, names.GetValueOrDefault(cells[column]), code, message);

    private static ListColumn? Missing(IReadOnlyCollection<ListColumn> found) =>
        Enum.GetValues<ListColumn>().Except([NotTaken, .. Optional]).Except(found).Cast<ListColumn?>().FirstOrDefault();

    private static ListRow? Read(RowCells<ListColumn> cells)
    {
        var reference = cells.Text(ListColumn.Reference);
        var date = cells.Parsed(
            ListColumn.Date, text => WrittenValue.Date(text, () => ColumnNames.AreEnglish(cells.Headers)), "date-invalid", "Dates are written dd.MM.yyyy or yyyy-MM-dd.");
        var quantity = cells.Quantity(ListColumn.Quantity);
        var sourcing = Named(cells, ListColumn.Sourcing, SourcingNames, "sourcing-unknown", "Sourcing is directe or en concertation.");
        var regime = Named(cells, ListColumn.Regime, RegimeNames, "regime-unknown", "The regime is échangée, payée autrement or gratuite.");
        var state = Named(cells, ListColumn.State, StateNames, "state-unknown", "The state is none of a line's states.");
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
            Regime = regime,
            State = state,
        };
        return cells.AllGood ? new ListRow(cells.Row, line) : null;
    }
}
