using System.Globalization;
using System.Text.RegularExpressions;
using HourExchange.Plumbing.Text;

namespace HourExchange.Plumbing.Tables;

/// <summary>Text as spreadsheets store it. ECMA-376, 22.9.2.19: a character that XML cannot hold stands as _xHHHH_.</summary>
public static partial class SpreadsheetText
{
    /// <summary>As it was before it was stored; spelled like any text, since shared texts are read many times.</summary>
    public static string Plain(string stored) =>
        WrittenText.Plain(stored.Contains("_x", StringComparison.Ordinal) ? Escaped().Replace(stored, Unescape) : stored);

    /// <summary>As it is to be written: what would be read as an escaped character is escaped itself. A carriage return would be read as a line feed.</summary>
    public static string Stored(string text) => Unsafe().Replace(text, found => $"_x{(int)found.Value[0]:X4}_");

    // What is no character by itself (NUL, half of a pair) stays as written: it could not be stored.
    private static string Unescape(Match escaped)
    {
        var character = (char)int.Parse(escaped.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return character is '\0' or >= '\uFFFE' || char.IsSurrogate(character) ? escaped.Value : character.ToString();
    }

    // An underscore before xHHHH and another underscore, which an escaped character begins with too.
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}(?:_|[\\0-\\x08\\x0B-\\x1F\\uFFFE\\uFFFF]))|[\\0-\\x08\\x0B-\\x1F\\uFFFE\\uFFFF]", RegexOptions.CultureInvariant)]
    private static partial Regex Unsafe();

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_", RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();
}
