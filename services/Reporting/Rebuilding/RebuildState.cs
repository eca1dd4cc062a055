namespace HourExchange.Reporting.Rebuilding;

/// <summary>What became of a rebuild.</summary>
internal static class RebuildState
{
    public const string Running = "running";

    /// <summary>Its generation is what reports read, or was so once.</summary>
    public const string Switched = "switched";

    /// <summary>By the operator, before it was switched.</summary>
    public const string GivenUp = "given-up";

    public static readonly IReadOnlyList<string> All = [Running, Switched, GivenUp];
}
