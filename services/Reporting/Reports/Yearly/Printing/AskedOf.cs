using System.Globalization;

namespace HourExchange.Reporting.Reports.Yearly.Printing;

/// <summary>What names a row of a yearly report where its figures are explained, as parts of a query.</summary>
internal static class AskedOf
{
    /// <param name="year">Of a figure of another year than the report's.</param>
    /// <param name="institution">Whose figure it is; null where its column says so.</param>
    public static string Row(string? institution = null, string? counterpart = null, string? domain = null, string? nature = null, string? year = null, DateOnly? day = null)
    {
        (string Name, string? Value)[] parts =
        [
            ("institution", institution), ("counterpart", counterpart), ("domain", domain), ("nature", nature), ("inYear", year),
            ("day", day is { } on ? Day(on) : null),
        ];
        return Join(parts);
    }

    /// <summary>A row of a report over agreements: of one of them, in the report's period.</summary>
    public static string RowOver(string agreement, DateOnly from, DateOnly to, string institution, string? counterpart = null, string? domain = null, string? nature = null) =>
        $"{Join([("agreement", agreement), ("from", Day(from)), ("to", Day(to))])}&{Row(institution, counterpart, domain, nature)}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Join(IEnumerable<(string Name, string? Value)> parts) =>
        string.Join('&', parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
}
