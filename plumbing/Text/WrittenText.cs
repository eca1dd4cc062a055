using System.Text.RegularExpressions;

namespace HourExchange.Plumbing.Text;

/// <summary>
/// Texts as people's programs write them, in one spelling: composed letters (Unicode's form C), and nothing invisible outside. Word
/// processors and spreadsheets leave no-break and narrow spaces there, line breaks, and marks without width.
/// </summary>
public static partial class WrittenText
{
    private const string WithoutWidth = "\u200B\u200C\u200D\u2060\uFEFF";

    public static string Plain(string text) => Trim(ComposedText.Of(text));

    /// <summary>On one line: inside, each run of white space is one space.</summary>
    public static string OneLine(string text) => WhiteSpace().Replace(Plain(text), " ");

    private static string Trim(string text)
    {
        var (first, end) = (0, text.Length);
        while (first < end && IsOutside(text[first]))
        {
            first++;
        }

        while (end > first && IsOutside(text[end - 1]))
        {
            end--;
        }

        return first == 0 && end == text.Length ? text : text[first..end];
    }

    /// <summary>White space of any kind, and marks without width.</summary>
    public static bool IsOutside(char character) => char.IsWhiteSpace(character) || WithoutWidth.Contains(character);

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
