namespace HourExchange.Reporting.Reports.Figures;

/// <summary>How far the figures of a book go.</summary>
/// <param name="Postings">They hold exactly postings 1 to this one.</param>
/// <param name="Hash">That of the last one; 64 zeros before the first.</param>
public sealed record CompleteTo(long Postings, string Hash)
{
    /// <summary>As the information sheet of a workbook says it.</summary>
    internal static IEnumerable<(string Name, string Value)> Information(string book, CompleteTo complete, ReportWords words) =>
    [
        (words["Info.agreement"], book),
        (words["Info.complete"], Words.Reading.Spelling.Count(complete.Postings)),
        (words["Info.hash"], complete.Hash),
    ];
}
