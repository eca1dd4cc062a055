using HourExchange.Reporting.Projecting.Domain;

namespace HourExchange.Reporting.Reports.Explaining.Domain;

/// <summary>What each figure of the yearly report counts, late lines among them, beside its accounts (<see cref="AccountColumns"/>). Pure.</summary>
internal static class YearlyColumns
{
    /// <param name="day">Of a balance over time: up to it. Null is the year's last.</param>
    /// <returns>Null where there is no such figure.</returns>
    public static AskedFigure? Of(string figure, string year, DateOnly? day) =>
        Between(figure, year, DateOnly.MinValue, figure == "balance" ? day ?? DateOnly.MaxValue : DateOnly.MaxValue);

    /// <summary>The same of any period by value dates, as a report over several agreements has it; a period has no balance over time.</summary>
    public static AskedFigure? Of(string figure, DateOnly from, DateOnly to) => figure == "balance" ? null : Between(figure, null, from, to);

    private static AskedFigure? Between(string figure, string? year, DateOnly from, DateOnly to)
    {
        CountedKind Adds(string kind) => new(kind, 1, from, to);
        CountedKind Takes(string kind) => new(kind, -1, from, to);
        IReadOnlyList<CountedKind>? counts = figure switch
        {
            "given" or "lines" => [Adds(HoursKind.Given), Adds(HoursKind.LateGiven)],
            "linesOfBoth" => [Adds(HoursKind.Given), Adds(HoursKind.LateGiven), Adds(HoursKind.Received), Adds(HoursKind.LateReceived)],
            "late" => [Adds(HoursKind.LateGiven)],
            "received" => [Adds(HoursKind.Received), Adds(HoursKind.LateReceived)],
            "net" => [Adds(HoursKind.Given), Adds(HoursKind.LateGiven), Takes(HoursKind.Received), Takes(HoursKind.LateReceived)],
            "balance" =>
            [
                Adds(HoursKind.Opening), Adds(HoursKind.CarriedIn), Adds(HoursKind.Given), Adds(HoursKind.LateGiven), Adds(HoursKind.Adjusted),
                Takes(HoursKind.Received), Takes(HoursKind.LateReceived),
            ],
            // As who is paid sees it: what became money left its account.
            "settlement" => [Takes(HoursKind.Settled)],
            _ => null,
        };
        return counts is null ? null : new AskedFigure(
            figure switch { "given" => "given-all", "received" => "received-all", "linesOfBoth" => "lines-of-both", "late" => "late-lines", _ => figure }, figure is "lines" or "linesOfBoth" or "late" ? AskedFigure.Lines : AskedFigure.Minutes, counts, year);
    }
}
