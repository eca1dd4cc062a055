namespace HourExchange.Plumbing.Tables;

/// <summary>A row that cannot be taken, and why.</summary>
/// <param name="Row">As the spreadsheet numbers it: the header of a text file is row 1.</param>
/// <param name="Column">Name of the column in the file.</param>
/// <param name="Code">Stable.</param>
/// <param name="Message">The fault in words.</param>
public sealed record RejectedRow(int Row, string Column, string Code, string Message)
{
    /// <summary>Nothing is kept of the whole file; <c>rejected</c> says why.</summary>
    /// <param name="what">What its rows cannot be: taken, compared.</param>
    /// <param name="more">Other members of the answer, before.</param>
    public static Refusal Refuse(string code, string what, IReadOnlyList<RejectedRow> rejected, params (string Name, object? Value)[] more) =>
        Refusal.Invalid(code, $"{rejected.Select(row => row.Row).Distinct().Count()} rows cannot be {what}; nothing was kept.") with
        {
            Extensions = more.Append(("rejected", rejected)).ToDictionary(member => member.Item1, member => member.Item2),
        };
}
