namespace HourExchange.Interventions.Lines.Importing;

/// <summary>How many rows of a list became what.</summary>
/// <param name="unread">Rows that could not be read: faults.</param>
internal sealed class RowCounts(int unread = 0)
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal) { [RowOutcome.Fault] = unread };

    /// <summary>Rows that could be read, as far as they were looked at.</summary>
    public int Worked { get; private set; }

    public int New => Of(RowOutcome.New);

    public int Known => Of(RowOutcome.Known);

    public int Change => Of(RowOutcome.Change);

    public int Cancelled => Of(RowOutcome.Cancelled);

    public int Fault => Of(RowOutcome.Fault);

    public void Add(IReadOnlyList<JudgedRow> rows)
    {
        Worked += rows.Count;
        foreach (var row in rows)
        {
            _counts[row.Name] = Of(row.Name) + 1;
        }
    }

    private int Of(string outcome) => _counts.GetValueOrDefault(outcome);
}
