using System.Globalization;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Domain;

/// <summary>What may be compared, and what may be said of a finding.</summary>
internal static class ReconciliationRules
{
    public const int NoteLengthLimit = 500;

    public const string BookStands = "book-stands";
    public const string ListStands = "list-stands";
    public const string LineToCorrect = "line-to-correct";
    public const string NoAction = "no-action";

    public static IReadOnlyList<string> Outcomes { get; } = [BookStands, ListStands, LineToCorrect, NoAction];

    /// <returns>The days of a year of a book, or a refusal when the label is none; null days when the year's start is not known.</returns>
    /// <param name="yearStart">Gives month and day, as 09-01, as they held in a calendar year.</param>
    public static Decision<YearDays?> DaysOf(string label, Func<int, string?> yearStart)
    {
        var years = label.Split('-');
        if (years.Length > 2 || !years.All(year => year.Length == 4 && year.All(char.IsAsciiDigit)) || Number(years[0]) is < 1900 or > 2200
            || (years.Length == 2 && Number(years[1]) != Number(years[0]) + 1))
        {
            return Unknown;
        }

        if (!DateOnly.TryParseExact($"{years[0]}-{yearStart(Number(years[0]))}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
        {
            return (YearDays?)null;
        }

        return years.Length == 1 == (first is { Month: 1, Day: 1 }) ? new YearDays(first, first.AddYears(1).AddDays(-1)) : Unknown;
    }

    /// <summary>Each side has said the same last, about the one line: then it is settled between them.</summary>
    /// <param name="latest">The latest outcome of each institution that gave one.</param>
    public static string? Agreed(IReadOnlyCollection<string> latest) => latest.Count == 2 && latest.Distinct().Count() == 1 ? latest.First() : null;

    public static Refusal? CheckOutcome(string finding, string outcome, string? note) =>
        finding == ListFindings.Matched ? Refusal.Invalid("item-matched", "Book and list agree on this line: there is nothing to decide.")
        : !Outcomes.Contains(outcome) ? Refusal.Invalid("outcome-unknown", $"An outcome is one of {string.Join(", ", Outcomes)}.")
        : note is not null && (note.Length > NoteLengthLimit || string.IsNullOrWhiteSpace(note)) ? Refusal.Invalid("note-invalid", $"A note has 1 to {NoteLengthLimit} characters.")
        : null;

    private static Refusal Unknown => Refusal.Invalid("year-invalid", "The year is named as the agreement names its years: 2014-2015, or 2014 where they begin on 1 January.");

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
