using System.Globalization;
using System.Text;

namespace HourExchange.Interventions.Calendars.Following;

/// <summary>Writes lines as an iCalendar object (RFC 5545): one all-day entry a line.</summary>
internal static class CalendarText
{
    /// <summary>Octets of a content line without its end (RFC 5545, 3.1).</summary>
    private const int FoldAt = 75;

    public static string Write(IEnumerable<CalendarLine> lines)
    {
        var text = new StringBuilder();
        Add(text, "BEGIN:VCALENDAR");
        Add(text, "VERSION:2.0");
        Add(text, "PRODID:-//HourExchange//Interventions//EN");
        Add(text, "CALSCALE:GREGORIAN");
        foreach (var line in lines)
        {
            Add(text, "BEGIN:VEVENT");
            Add(text, $"UID:{line.Id}");
            Add(text, string.Create(CultureInfo.InvariantCulture, $"DTSTAMP:{line.ChangedAt:yyyyMMdd'T'HHmmss'Z'}"));
            Add(text, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{line.Version}"));
            Add(text, string.Create(CultureInfo.InvariantCulture, $"DTSTART;VALUE=DATE:{line.Date:yyyyMMdd}"));
            Add(text, $"SUMMARY:{Escape(line.Summary)}");
            Add(text, $"STATUS:{line.Status}");
            Add(text, "TRANSP:TRANSPARENT");
            Add(text, "END:VEVENT");
        }

        Add(text, "END:VCALENDAR");
        return text.ToString();
    }

    /// <summary>A text value (RFC 5545, 3.3.11).</summary>
    public static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\r\n", "\\n", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>Breaks a long line between characters, never within one; the space that begins the next part counts there.</summary>
    public static string Fold(string line)
    {
        var folded = new StringBuilder(line.Length);
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > FoldAt)
            {
                folded.Append("\r\n ");
                octets = 1;
            }

            folded.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        return folded.ToString();
    }

    private static void Add(StringBuilder text, string line) => text.Append(Fold(line)).Append("\r\n");
}
