using System.Globalization;
using System.Text.RegularExpressions;

namespace HourExchange.Interventions.ImportingList;

/// <summary>Text as spreadsheets store it. ECMA-376, 22.9.2.19: a character that XML cannot hold stands as _xHHHH_.</summary>
internal static partial class SpreadsheetText
{
    /// <summary>As CSV is read: composed letters, no outer spaces.</summary>
    public static string Plain(string stored) =>
        ComposedText.Of(stored.Contains("_x", StringComparison.Ordinal) ? Escaped().Replace(stored, Unescape) : stored).Trim();

    // What is no character by itself (NUL, half of a pair) stays as written: it could not be stored.
    private static string Unescape(Match escaped)
    {
        var character = (char)int.Parse(escaped.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return character is '\0' or >= '\uFFFE' || char.IsSurrogate(character) ? escaped.Value : character.ToString();
    }

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_", RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();
}
