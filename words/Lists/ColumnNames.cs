namespace HourExchange.Words.Lists;

/// <summary>How the columns of a list are called in French, German and English, whichever service reads it. Case and outer spaces do not matter.</summary>
public static class ColumnNames
{
    // A name that two languages share names one column in both.
    private static readonly Dictionary<string, ListColumn> Names = Enum.GetValues<ListColumn>()
        .SelectMany(column => ListWords.All.SelectMany(words => words.Names(column)).Distinct(StringComparer.OrdinalIgnoreCase), (column, name) => (column, name))
        .ToDictionary(known => Key(known.name), known => known.column);

    private static readonly HashSet<string> English = [.. Enum.GetValues<ListColumn>()
        .SelectMany(column => ListWords.English.Names(column).Except([.. ListWords.French.Names(column), .. ListWords.German.Names(column)], StringComparer.OrdinalIgnoreCase))
        .Select(Key)];

    /// <summary>Typographic apostrophes are what word processors make of the plain ones.</summary>
    /// <param name="header">On one line.</param>
    public static ListColumn? Find(string header) => Names.TryGetValue(Key(header), out var column) ? column : null;

    /// <summary>Whether one of the headers is English alone: the list's writer may put the month before the day.</summary>
    public static bool AreEnglish(IEnumerable<string> headers) => headers.Any(header => English.Contains(Key(header)));

    private static string Key(string header) => header.Replace('’', '\'').Trim().ToUpperInvariant();

    /// <summary>The French name, by which faults are reported when the file itself lacks the column.</summary>
    public static string FrenchName(ListColumn column) => ListWords.French.Names(column)[0];
}
