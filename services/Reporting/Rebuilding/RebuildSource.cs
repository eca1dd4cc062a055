namespace HourExchange.Reporting.Rebuilding;

/// <summary>The services that are asked for their records.</summary>
internal static class RebuildSource
{
    public const string Interventions = "interventions";
    public const string Ledger = "ledger";

    public static readonly IReadOnlyList<string> All = [Interventions, Ledger];
}
