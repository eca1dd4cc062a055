namespace HourExchange.Ledger.Books.Domain;

/// <summary>What a posting records (docs/domain.md, Ledger).</summary>
internal static class Kinds
{
    public const string Intervention = "intervention";
    public const string Reversal = "reversal";

    /// <summary>Minutes brought in from before the book, with the consent of both sides.</summary>
    public const string Opening = "opening";

    /// <summary>Minutes moved with the consent of both sides, for instance after a retroactive amendment.</summary>
    public const string Adjustment = "adjustment";

    /// <summary>Year end: domains of a group set off against each other.</summary>
    public const string Compensation = "compensation";

    /// <summary>Year end: what is handed to the next year, in two rows for each domain of a pair.</summary>
    public const string CarryForward = "carry-forward";

    /// <summary>Year end: what is beyond the cap and becomes money.</summary>
    public const string Settlement = "settlement";
}
