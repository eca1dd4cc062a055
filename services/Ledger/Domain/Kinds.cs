namespace HourExchange.Ledger.Domain;

/// <summary>What a posting records.</summary>
internal static class Kinds
{
    public const string Intervention = "intervention";
    public const string Reversal = "reversal";
}
