using System.Globalization;

namespace HourExchange.Plumbing.Tables;

/// <summary>Reads values as people write them: decimal comma or point, dd.MM.yyyy or ISO dates.</summary>
public static class WrittenValue
{
    private static readonly string[] DateForms = ["dd.MM.yyyy", "d.M.yyyy", "dd/MM/yyyy", "d/M/yyyy", "yyyy-MM-dd"];

    public static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>No thousands separators: 1,500 is one and a half.</summary>
    public static decimal? Quantity(string text) =>
        decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var quantity)
            ? quantity : null;
}
