namespace HourExchange.Ledger.Reconciling.Domain;

/// <summary>What may be found of a line. Here is the book, there is the list.</summary>
internal static class ListFindings
{
    public const string Different = "different";
    public const string MissingHere = "missing-here";
    public const string MissingThere = "missing-there";
    public const string Matched = "matched";

    /// <summary>What asks for an outcome comes first.</summary>
    public static IReadOnlyList<string> InOrder { get; } = [Different, MissingHere, MissingThere, Matched];
}
