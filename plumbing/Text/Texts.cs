namespace HourExchange.Plumbing.Text;

/// <summary>What people write in their own words.</summary>
public static class Texts
{
    /// <summary>1 to <paramref name="limit"/> characters, something else than space; line breaks and tabs are the only control characters.</summary>
    public static bool IsWritten(string text, int limit) =>
        text.Length <= limit && !string.IsNullOrWhiteSpace(text) && !text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'));

    /// <summary>1 to <paramref name="limit"/> characters on one line, something else than space.</summary>
    public static bool IsOneLine(string text, int limit) => text.Length <= limit && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    /// <summary>Why somebody does what concerns others: 3 to 1000 characters, outer white space not counted; line breaks are the only control characters.</summary>
    public static bool IsReason(string? text) =>
        text?.Trim().Length is >= 3 and <= 1000 && !text.Any(letter => char.IsControl(letter) && letter is not '\n');

    public static bool IsNothingOrWritten(string? text, int limit) => text is null || IsWritten(text, limit);
}
