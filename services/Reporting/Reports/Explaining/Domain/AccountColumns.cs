using HourExchange.Reporting.Projecting.Domain;

namespace HourExchange.Reporting.Reports.Explaining.Domain;

/// <summary>What each column of an account counts, of a ledger year as its statement has it, or of a period by value dates. Pure.</summary>
internal static class AccountColumns
{
    private static readonly string[] Lent = [HoursKind.Given, HoursKind.LateGiven];
    private static readonly string[] Borrowed = [HoursKind.Received, HoursKind.LateReceived];

    // Signed as they are: what raises the balance is positive.
    private static readonly string[] Consented = [HoursKind.Adjusted, HoursKind.Compensated, HoursKind.Settled];

    /// <param name="column">As in <see cref="Figures.AccountFigures.Printed"/>.</param>
    /// <returns>Null where there is no such column.</returns>
    public static AskedFigure? OfYear(string column, string year)
    {
        IEnumerable<CountedKind>? counts = column switch
        {
            "opening" => Always([HoursKind.Opening, HoursKind.CarriedIn], []),
            "carried" => Always([HoursKind.CarriedOut], []),
            "closing" => Always([.. Lent, .. Consented, HoursKind.Opening, HoursKind.CarriedIn, HoursKind.CarriedOut], Borrowed),
            _ => Within(column, DateOnly.MinValue, DateOnly.MaxValue),
        };
        return counts is null ? null : new AskedFigure($"{column}{(column is "opening" or "closing" ? "-year" : "")}", AskedFigure.Minutes, [.. counts], year);
    }

    /// <summary>What a year hands to the next stays in the balance: the two rows of a carry are left out together.</summary>
    public static AskedFigure? OfPeriod(string column, DateOnly from, DateOnly to)
    {
        IEnumerable<CountedKind>? counts = column switch
        {
            // The period may begin with the first day there is.
            "opening" => Until([HoursKind.Opening], [], to).Concat(from == DateOnly.MinValue ? [] : Until([.. Lent, .. Consented], Borrowed, from.AddDays(-1))),
            "carried" => [],
            "closing" => Until([.. Lent, .. Consented, HoursKind.Opening], Borrowed, to),
            _ => Within(column, from, to),
        };
        return counts is null ? null : new AskedFigure($"{column}{(column is "opening" or "carried" or "closing" ? "-period" : "")}", AskedFigure.Minutes, [.. counts]);
    }

    private static IEnumerable<CountedKind>? Within(string column, DateOnly from, DateOnly to) => column switch
    {
        "given" => Of([HoursKind.Given], 1, from, to),
        "received" => Of([HoursKind.Received], 1, from, to),
        "late" => Of([HoursKind.LateGiven], 1, from, to).Concat(Of([HoursKind.LateReceived], -1, from, to)),
        "adjusted" => Of([HoursKind.Adjusted], 1, from, to),
        "compensated" => Of([HoursKind.Compensated], 1, from, to),
        "settled" => Of([HoursKind.Settled], 1, from, to),
        _ => null,
    };

    private static IEnumerable<CountedKind> Always(string[] adds, string[] takes) => Until(adds, takes, DateOnly.MaxValue);

    private static IEnumerable<CountedKind> Until(string[] adds, string[] takes, DateOnly to) =>
        Of(adds, 1, DateOnly.MinValue, to).Concat(Of(takes, -1, DateOnly.MinValue, to));

    private static IEnumerable<CountedKind> Of(string[] kinds, int sign, DateOnly from, DateOnly to) => kinds.Select(kind => new CountedKind(kind, sign, from, to));
}
