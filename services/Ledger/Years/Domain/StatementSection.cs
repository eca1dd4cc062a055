using HourExchange.Ledger.Books.Domain;

namespace HourExchange.Ledger.Years.Domain;

/// <summary>The sections of a statement, in the order in which they are printed.</summary>
internal static class StatementSection
{
    public const string Opening = "opening";
    public const string Lines = "lines";

    /// <summary>Lines of earlier years that came when their year was signed.</summary>
    public const string Late = "late";
    public const string Adjustments = "adjustments";
    public const string Closing = "closing";

    public static readonly IReadOnlyList<string> InOrder = [Opening, Lines, Late, Adjustments, Closing];

    /// <param name="kind">Of the row, or of the row that it reverses.</param>
    public static string Of(string kind, Entry entry, YearSpan year) => kind switch
    {
        Kinds.Opening => Opening,
        Kinds.CarryForward => entry.Year == year.Label ? Closing : Opening,
        Kinds.Adjustment => Adjustments,
        Kinds.Compensation or Kinds.Settlement => Closing,
        _ => entry.LineDate < year.FirstDay ? Late : Lines,
    };
}
