namespace HourExchange.Plumbing.Tables;

/// <summary>Tells dates and times from other numbers by their number format. ECMA-376, 18.8.30 and 18.8.31.</summary>
internal static class NumberFormat
{
    /// <param name="builtIn">Number of a format that workbooks do not write out.</param>
    public static NumberKind KindOf(int builtIn) => builtIn switch
    {
        >= 14 and <= 17 or 22 or (>= 27 and <= 36) or (>= 50 and <= 58) => NumberKind.Date,
        >= 18 and <= 21 or (>= 45 and <= 47) => NumberKind.Time,
        _ => NumberKind.Plain,
    };

    /// <param name="code">As in <c>dd\.mm\.yyyy</c> or <c>[$-100C]d mmmm yyyy;@</c>; the first section decides.</param>
    public static NumberKind KindOf(string code)
    {
        var (months, time) = (false, false);
        for (var index = 0; index < code.Length && code[index] != ';'; index++)
        {
            switch (char.ToLowerInvariant(code[index]))
            {
                case '"':
                    index = End(code, index, '"');
                    break;
                case '\\' or '_' or '*':
                    index++;
                    break;
                case '[':
                    // [h] and its like count a duration; anything else in brackets is a colour, a language, a condition.
                    var end = End(code, index, ']');
                    time |= end - index > 1 && code[(index + 1)..end].All("hmsHMS".Contains);
                    index = end;
                    break;
                case 'd' or 'y':
                    return NumberKind.Date;
                case 'm':
                    months = true;
                    break;
                case 'h' or 's':
                    time = true;
                    break;
            }
        }

        return time ? NumberKind.Time : months ? NumberKind.Date : NumberKind.Plain;
    }

    private static int End(string code, int from, char mark) => code.IndexOf(mark, from + 1) is var end and >= 0 ? end : code.Length;
}
