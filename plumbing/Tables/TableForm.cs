namespace HourExchange.Plumbing.Tables;

/// <summary>What a table is expected to look like, and what becomes of its rows.</summary>
/// <param name="Find">The column that a header names, or null.</param>
/// <param name="NameOf">How a column is called in faults when the file itself lacks it.</param>
/// <param name="Missing">The first column that is needed and is none of those found, or null.</param>
/// <param name="Read">Turns the cells of a row into what is kept of it; null when one of them could not be read.</param>
public sealed record TableForm<TColumn, TRow>(
    Func<string, TColumn?> Find, Func<TColumn, string> NameOf, Func<IReadOnlyCollection<TColumn>, TColumn?> Missing, Func<RowCells<TColumn>, TRow?> Read)
    where TColumn : struct, Enum
    where TRow : class;
