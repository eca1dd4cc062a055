namespace HourExchange.Reporting.Reports.Explaining.Domain;

/// <summary>One cell of a report: which postings it counts, and how.</summary>
/// <param name="Rule">Code of the sentence that says how it came about.</param>
/// <param name="Unit">minutes, lines or money.</param>
/// <param name="Counts">None: the figure is always 0.</param>
/// <param name="Year">Ledger year of the accounts; null is any.</param>
/// <param name="OfTaught">Whether taught minutes are counted in place of credited ones.</param>
/// <param name="LineDates">First and last days between which the lines lie; null is any.</param>
internal sealed record AskedFigure(
    string Rule, string Unit, IReadOnlyList<CountedKind> Counts, string? Year = null, bool OfTaught = false, IReadOnlyList<(DateOnly From, DateOnly To)>? LineDates = null)
{
    public const string Minutes = "minutes";
    public const string Lines = "lines";
    public const string Money = "money";
}
