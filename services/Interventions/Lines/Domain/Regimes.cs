namespace HourExchange.Interventions.Lines.Domain;

/// <summary>How a line is compensated; only exchanged lines are posted (docs/domain.md, Interventions).</summary>
public static class Regimes
{
    public const string Exchanged = "exchanged";

    public static readonly IReadOnlyList<string> Known = [Exchanged, "paid-otherwise", "free"];
}
