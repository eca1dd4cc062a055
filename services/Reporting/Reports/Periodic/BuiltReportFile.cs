namespace HourExchange.Reporting.Reports.Periodic;

/// <summary>A file of a built report.</summary>
/// <param name="Name">balance.json, balance.html, tariff.rfc4180.csv and so on.</param>
/// <param name="MediaType">Of its content.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Hash">SHA-256, lower-case hexadecimal, of its content.</param>
public sealed record BuiltReportFile(string Name, string MediaType, long Bytes, string Hash)
{
    /// <summary>Of the content itself, to the byte that is hashed.</summary>
    internal const string JsonType = "application/vnd.hourexchange.report+json";
}
