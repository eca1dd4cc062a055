using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Years.Domain;

/// <summary>Which year reopens: the latest closed one, before its settlement is paid or netted (docs/domain.md, Year end). Pure.</summary>
internal static class ReopenRules
{
    /// <param name="years">The book's years that have been begun to close.</param>
    /// <param name="isSettled">Whether a settlement of the year is paid or netted.</param>
    /// <returns>Why the year cannot be reopened, or null.</returns>
    public static Refusal? Check(IReadOnlyList<BookYear> years, string label, bool isSettled)
    {
        var year = years.FirstOrDefault(one => one.Year == label);
        return YearLife.Check(year?.State ?? YearState.Open, YearAct.Reopen)
            ?? (years.Any(one => one.FirstDay > year!.FirstDay && !YearState.TakesPostings(one.State))
                ? Refusal.Conflict("later-year-signed", "Only the latest closed year reopens, before the next one is signed.")
                : isSettled ? Refusal.Conflict("settlement-paid", "The year's settlement is paid or netted.")
                : null);
    }
}
