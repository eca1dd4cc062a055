namespace HourExchange.Plumbing.Tables;

/// <summary>
/// Spreadsheets take a text that begins with = + - or @ for a formula, whatever its quotes: it leaves with an apostrophe in
/// front and loses it when it comes in. A text that has apostrophes there already gets one more, so that nothing is lost.
/// </summary>
public static class FormulaGuard
{
    private const string Signs = "=+-@";

    public static string Add(string text) => IsFormulaAfterApostrophes(text) ? "'" + text : text;

    /// <summary>For cells that are text by themselves: only what <see cref="Remove"/> would take away gets one more.</summary>
    public static string KeepApostrophes(string text) => text.StartsWith('\'') ? Add(text) : text;

    public static string Remove(string text) => text.StartsWith('\'') && IsFormulaAfterApostrophes(text) ? text[1..] : text;

    private static bool IsFormulaAfterApostrophes(string text) => text.AsSpan().TrimStart('\'') is [var first, ..] && Signs.Contains(first);
}
