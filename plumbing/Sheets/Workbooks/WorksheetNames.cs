namespace HourExchange.Plumbing.Sheets.Workbooks;

/// <summary>
/// Names that a workbook takes for its worksheets: 1 to 31 characters, none of <c>: \ / ? * [ ]</c>, no apostrophe at either end, each once
/// whatever its case, and not <c>History</c>, which Excel keeps for itself.
/// </summary>
internal sealed class WorksheetNames
{
    private const int LengthLimit = 31;
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase) { "History" };

    public string Take(string title)
    {
        var plain = string.Concat(title.Select(character => character is ':' or '\\' or '/' or '?' or '*' or '[' or ']' ? '-' : char.IsControl(character) ? ' ' : character));
        var name = Cut(plain, LengthLimit);
        for (var number = 2; name.Length == 0 || !_taken.Add(name); number++)
        {
            var suffix = $" ({number})";
            name = Cut(plain, LengthLimit - suffix.Length) + suffix;
        }

        return name;
    }

    private static string Cut(string name, int length)
    {
        var cut = name.Length <= length ? name : name[..(char.IsHighSurrogate(name[length - 1]) ? length - 1 : length)];
        return cut.Trim(' ', '\'', '\u00A0');
    }
}
