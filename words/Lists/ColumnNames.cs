namespace HourExchange.Words.Lists;

/// <summary>How the columns of a list are called in French, German and English, whichever service reads it. Case and outer spaces do not matter.</summary>
public static class ColumnNames
{
    // A name that two languages share names one column in both.
    private static readonly Dictionary<string, ListColumn> Names = Enum.GetValues<ListColumn>()
        .SelectMany(column => ListWords.All.SelectMany(words => words.Names(column)).Distinct(StringComparer.OrdinalIgnoreCase), (column, name) => (column, name))
        .ToDictionary(known => known.name, known => known.column, StringComparer.OrdinalIgnoreCase);

    /// <summary>Typographic apostrophes and no-break spaces are what word processors make of the plain ones.</summary>
    public static ListColumn? Find(string header) =>
        Names.TryGetValue(header.Replace('’', '\'').Replace('\u00a0', ' ').Trim(), out var column) ? column : null;

    /// <summary>The French name, by which faults are reported when the file itself lacks the column.</summary>
    public static string FrenchName(ListColumn column) => ListWords.French.Names(column)[0];
}
