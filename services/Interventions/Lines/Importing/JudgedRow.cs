using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Registering;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>A row that could be read, and what becomes of it.</summary>
/// <param name="Row">As the file counts, from 1.</param>
internal sealed record JudgedRow(int Row, ListedLine Line, RegistrationOutcome Outcome)
{
    public string Name { get; } = RowOutcome.Of(Outcome);

    /// <summary>The line as it would be: as it begins, as the change would have it, as it is known; null where it is as it was read.</summary>
    public LineContent? Becomes => Outcome.New?.Content ?? Outcome.Changed?.Content ?? Outcome.Known?.Content;

    /// <summary>What it would credit as a new line, or if the change is taken; null where the list makes no difference.</summary>
    public ExpectedCredit? ExpectedCredit(Agreement agreement) =>
        (Outcome.New ?? Outcome.Changed) is { } line ? Domain.ExpectedCredit.Of(line, agreement) : null;
}
