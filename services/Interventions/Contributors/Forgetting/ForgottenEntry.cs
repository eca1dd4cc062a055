using System.Globalization;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Contributors.Forgetting;

/// <summary>That a person was forgotten: a code, never a name. One line of the list that outlives a restored backup.</summary>
public sealed record ForgottenEntry(string Institution, string Code, DateTimeOffset ForgottenAt)
{
    /// <param name="line">Institution, code and time (ISO 8601), with tabs between; no code holds a tab.</param>
    /// <exception cref="FormatException">The line is something else.</exception>
    public static ForgottenEntry Read(string line)
    {
        var cells = line.Split('\t');
        return cells.Length == 3 && Codes.IsIdentifier(cells[0]) && Codes.IsTerm(cells[1])
            && DateTimeOffset.TryParse(cells[2], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
                ? new ForgottenEntry(cells[0], cells[1], at)
                : throw new FormatException("A line of the forgotten list has an institution, a code and a time, with tabs between.");
    }
}
