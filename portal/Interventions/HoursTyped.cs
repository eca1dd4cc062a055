using System.Globalization;

namespace HourExchange.Portal.Interventions;

/// <summary>A duration as people type it.</summary>
public static class HoursTyped
{
    /// <summary>1:30, 1h30, 2h. A number alone may be hours or minutes: it is neither.</summary>
    /// <param name="minutes">Null where nothing was typed.</param>
    public static bool TryRead(string? text, out int? minutes)
    {
        minutes = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var parts = text.Trim().Split(':', 'h', 'H');
        minutes = parts switch
        {
            [var hours, ""] when Number(hours) is { } whole => whole * 60,
            [var hours, var rest] when Number(hours) is { } whole && rest.Trim().Length == 2 && Number(rest) is { } part and < 60 => (whole * 60) + part,
            _ => null,
        };
        return minutes is not null;
    }

    private static int? Number(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 9_999 ? number : null;
}
