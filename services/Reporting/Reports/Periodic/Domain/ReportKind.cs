namespace HourExchange.Reporting.Reports.Periodic.Domain;

/// <summary>What is built at the end of each period.</summary>
internal static class ReportKind
{
    public const string Balance = "balance";
    public const string Tariff = "tariff";

    public static readonly IReadOnlyList<string> All = [Balance, Tariff];
}
