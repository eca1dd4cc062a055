using System.Globalization;
using HourExchange.Plumbing.Sheets;
using HourExchange.Words.Reading;

namespace HourExchange.Reporting.Reports.Yearly.Printing;

/// <summary>The year's interventions and their reversals line by line: what each column sums to is what the report says was given.</summary>
internal static class AnnexTable
{
    public static Table Of(YearlyReport report, ReportWords words, IAsyncEnumerable<AnnexLine> annex) => new(
        "annex", words["Table.annex"],
        [
            // Numbers of postings, not a number of things: nobody adds them.
            words.Count("number") with { Summed = false }, words.Day("date"), words.Day("valueDate"), words.Text("type"), words.Text("reference"), words.Text("domain"),
            words.Text("contributor"), words.Text("nature"), words.Text("quantity"), words.Minutes("taught"), words.Text("coefficient") with { StandsRight = true },
            .. report.Parties.Select(party => words.MinutesOf("credited", party)),
        ],
        annex.Select(line => LineOf(line, report.Parties, words)))
    {
        TotalName = words["Total"],
        Nothing = words["NoRows"],
    };

    private static Row LineOf(AnnexLine line, IReadOnlyList<string> parties, ReportWords words)
    {
        var sign = line.Reverses is null ? 1 : -1;
        return new Row(
            [
                line.Number, line.LineDate, line.ValueDate, words[$"Kind.{line.Kind}"], line.LendingReference ?? line.ReceivingReference, words.Domain(line.Domain),
                line.Contributor, words.Nature(line.Nature), Units.Quantity(words.Spelling, decimal.Parse(line.Quantity, CultureInfo.InvariantCulture), line.Unit), sign * (long)line.TaughtMinutes, line.Coefficient.EndsWith("/1", StringComparison.Ordinal) ? line.Coefficient[..^2] : line.Coefficient,
                .. parties.Select(party => party == line.Lender ? sign * (long)line.Minutes : Cell.Empty),
            ],
            Mark: line.Reverses is not null ? RowMark.Reversal : line.LineDate < line.ValueDate ? RowMark.Late : RowMark.None);
    }
}

/// <summary>A posting of an intervention, or of its reversal.</summary>
/// <param name="Lender">Who gave.</param>
/// <param name="Reverses">Number of the posting that this one takes back.</param>
internal sealed record AnnexLine(
    long Number, string Kind, long? Reverses, DateOnly LineDate, DateOnly ValueDate, string Lender, string Domain, int Minutes, string? LendingReference,
    string? ReceivingReference, string Contributor, string Nature, string Quantity, string Unit, int TaughtMinutes, string Coefficient);
