using HourExchange.Plumbing.Sheets;
using HourExchange.Words.Reading;

namespace HourExchange.Reporting.Reports.Periodic.Printing;

/// <summary>A report's sheet as it is kept: with its number and edition, and why it is late or new.</summary>
internal static class NumberedSheet
{
    /// <param name="hash">Of the content.</param>
    public static Sheet Of(Sheet sheet, ReportWords words, EditionHead head, string hash, DateOnly builtOn)
    {
        var numbered = words.Say("Above.numbered", head.Number, head.Edition, words.Spelling.Day(builtOn));
        string[] why =
        [
            .. head.LateBecause is { } late ? [words[$"Late.{late}"]] : Array.Empty<string>(),
            .. head.Since is { } since ? [words.Say("Above.newEdition", head.Edition - 1, Spelling.Count(since.Count), Spelling.Count(since.First), Spelling.Count(since.Last))] : Array.Empty<string>(),
        ];
        return sheet with
        {
            Above = [.. sheet.Above, numbered, .. why],
            Information = [(words["Info.state"], string.Join(" ", [numbered + ".", .. why])), .. sheet.Information, (words["Info.contentHash"], hash)],
            RunningHead = $"{sheet.RunningHead}, {numbered}",
        };
    }
}
