using System.Globalization;
using System.Text;

namespace HourExchange.Ui.Sheets;

/// <summary>The small stylesheet of one document: what stands above every printed page but the first. Page n of N is the kit's.</summary>
internal static class RunningHead
{
    public static string Css(string head) => head.Length == 0 ? "" : $$"""
        @page { @top-left { content: {{Quoted(head)}}; font: 7.5pt Archivo, Arial, sans-serif; color: #50555d; } }
        @page :first { @top-left { content: none; } }
        """.ReplaceLineEndings("\n");

    /// <summary>CSS, 4.3.7: whatever is no plain letter or digit stands by its number, so that no text ends the string or the stylesheet.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && !Rune.IsLetterOrDigit(rune) && rune.Value != ' ')
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\{rune.Value:x} ");
            }
            else
            {
                quoted.Append(rune.ToString());
            }
        }

        return quoted.Append('"').ToString();
    }
}
