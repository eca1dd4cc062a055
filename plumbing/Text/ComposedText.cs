using System.Globalization;
using System.Text;

namespace HourExchange.Plumbing.Text;

/// <summary>Puts letters and the accents after them together (Unicode's form C): macOS writes é as two characters.</summary>
public static class ComposedText
{
    private static readonly Dictionary<char, string> Ligatures = new() { ['Œ'] = "OE", ['œ'] = "oe", ['Æ'] = "AE", ['æ'] = "ae", ['ß'] = "ss" };

    public static string Of(string text) => Normalized(text, NormalizationForm.FormC);

    /// <summary>The same letters without their accents, and ligatures as two letters.</summary>
    public static string Unaccented(string text) => string.Concat(Normalized(text, NormalizationForm.FormD)
        .Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
        .Select(character => Ligatures.GetValueOrDefault(character) ?? character.ToString()));

    private static string Normalized(string text, NormalizationForm form)
    {
        try
        {
            return text.Normalize(form);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair, which a cell may hold (_xD800_), has no form: it stays as it is.
            return text;
        }
    }
}
