using HourExchange.Ledger.Books.Domain;

namespace HourExchange.Ledger.Verifying;

/// <summary>What a posting must be by itself, whoever hashed it (docs/canonical-posting.md, The kinds). Pure.</summary>
internal static class PostingShape
{
    public static (string Expected, string Found)? FaultOf(Entry entry)
    {
        if (entry.Minutes < 1)
        {
            return ("minutes above zero", $"{entry.Minutes}");
        }

        var isPair = entry.Debit.Mirror == entry.Credit && entry.Debit.Year == entry.Year;
        var isCarry = entry.Debit with { Year = entry.Credit.Year } == entry.Credit && entry.Debit.Year != entry.Credit.Year
            && (entry.Debit.Year == entry.Year || entry.Credit.Year == entry.Year);
        var fits = entry.Kind switch
        {
            Kinds.CarryForward => isCarry,
            Kinds.Reversal => isPair || isCarry,
            _ => isPair,
        };
        if (!fits)
        {
            return ($"accounts as a {entry.Kind} of {entry.Year} has them", $"{entry.Debit} and {entry.Credit}");
        }

        return entry.Kind == Kinds.Intervention && Credited(entry) is var credited && credited != entry.Minutes
            ? ($"{credited} minutes credited for {entry.TaughtMinutes} taught", $"{entry.Minutes}")
            : null;
    }

    /// <summary>Round half up (taught × coefficient).</summary>
    private static long? Credited(Entry entry) => ((2L * entry.TaughtMinutes * entry.CoefficientNumerator) + entry.CoefficientDenominator) / (2L * entry.CoefficientDenominator);
}
