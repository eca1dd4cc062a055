using System.Text;

namespace HourExchange.Plumbing.Text;

/// <summary>One spelling for what people write in many: case, accents, spaces, punctuation and leading zeros do not count.</summary>
public static class ReferenceSpelling
{
    /// <summary><c>hets-hg 2014/0007</c> and <c>HETS-HG-2014-7</c> are the same; 2014-7 and 20147 are not.</summary>
    /// <returns>Null when no letter and no digit is left.</returns>
    public static string? Of(string? reference)
    {
        var spelled = new StringBuilder();
        var text = ComposedText.Unaccented(reference ?? "").ToUpperInvariant();
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsAsciiDigit(text[index]))
            {
                var end = index;
                while (end < text.Length && char.IsAsciiDigit(text[end]))
                {
                    end++;
                }

                // Two numbers side by side stay two.
                spelled.Append(spelled.Length > 0 && char.IsAsciiDigit(spelled[^1]) ? "-" : "");
                spelled.Append(text[index..end].TrimStart('0') is { Length: > 0 } digits ? digits : "0");
                index = end - 1;
            }
            else if (char.IsLetterOrDigit(text[index]))
            {
                spelled.Append(text[index]);
            }
        }

        return spelled.Length == 0 ? null : spelled.ToString();
    }
}
