using System.Globalization;
using HourExchange.Client.Interventions;

namespace HourExchange.Portal.Interventions;

/// <summary>A line as a box to tick names it: with the revision that is shown beside it, which alone is confirmed.</summary>
public static class ChosenLine
{
    private const char Between = '/';

    public static string Of(InterventionView line) => string.Create(CultureInfo.InvariantCulture, $"{line.Id}{Between}{line.Revision}");

    /// <returns>Null where it names none.</returns>
    public static (Guid Id, int Revision)? Read(string? chosen) =>
        chosen?.Split(Between) is [var id, var revision] && Guid.TryParse(id, out var line) && int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? (line, seen) : null;
}
