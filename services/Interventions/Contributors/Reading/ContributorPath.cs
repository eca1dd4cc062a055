namespace HourExchange.Interventions.Contributors.Reading;

/// <summary>A contributor's address. A code may hold a slash; routing leaves %2F as it was sent, and no code holds a percent sign.</summary>
internal static class ContributorPath
{
    public static string Of(string institution, string code) => $"/api/v1/contributors/{institution}/{Uri.EscapeDataString(code)}";

    public static string CodeOf(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
