using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>Which lines of a statement are asked for: those of a domain, of a pair, or those that make up one of its figures.</summary>
/// <param name="Figure">One of <see cref="Figures"/>; null: any.</param>
/// <param name="Institution">That the figure is of, or the other of its pair; null: of any pair.</param>
internal sealed record AskedLines(string? Domain, string? Figure, string? Institution, string? Counterpart)
{
    public const string BeforeClosing = "before-closing";

    public static readonly IReadOnlyList<string> Figures = ["opening", "given", "received", "late", "adjusted", BeforeClosing, "compensated", "settled", "carried"];

    public bool AreAll => Domain is null && Figure is null && Institution is null && Counterpart is null;

    public Refusal? Check() => Figure is null || Figures.Contains(Figure) ? null : Refusal.Invalid("figure-unknown", "That statement has no such figure.");

    public bool Has(StatementLineView line) =>
        (Domain is null || line.Domain == Domain) && (Institution is null || IsOf(line, Institution)) && (Counterpart is null || IsOf(line, Counterpart)) && IsCounted(line);

    private static bool IsOf(StatementLineView line, string institution) => line.First == institution || line.Second == institution;

    // As FiguresQuery counts them: a reversal where that was counted which it takes back.
    private bool IsCounted(StatementLineView line) => Figure switch
    {
        null => true,
        "opening" => line.Section == StatementSection.Opening,
        "given" => line.Section == StatementSection.Lines && Giver(line) == (Institution ?? line.First),
        "received" => line.Section == StatementSection.Lines && Giver(line) != (Institution ?? line.First),
        "late" => line.Section == StatementSection.Late,
        "adjusted" => line.Section == StatementSection.Adjustments,
        BeforeClosing => line.Section != StatementSection.Closing,
        "compensated" => line is { Section: StatementSection.Closing, CountedAs: Kinds.Compensation },
        "settled" => line is { Section: StatementSection.Closing, CountedAs: Kinds.Settlement },
        _ => line is { Section: StatementSection.Closing, CountedAs: Kinds.CarryForward },
    };

    private static string Giver(StatementLineView line) => line.Reverses is null ? line.Given : line.Received;
}
