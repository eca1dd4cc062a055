using System.Globalization;

namespace HourExchange.Portal.Interventions;

/// <summary>The version of a line that a form was made from, as services ask for it.</summary>
public static class LineTag
{
    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
