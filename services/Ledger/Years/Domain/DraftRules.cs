using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Years.Domain;

/// <summary>When a year may be drafted (docs/domain.md, Year end). Pure.</summary>
internal static class DraftRules
{
    /// <param name="years">The book's years that have been begun to close.</param>
    /// <returns>Why the year cannot be drafted now, or null.</returns>
    public static Refusal? CheckOrder(YearSpan year, AgreementYears agreement, IReadOnlyList<BookYear> years, DateOnly today)
    {
        if (today <= year.LastDay)
        {
            return Refusal.Conflict("year-running", $"The year ends on {year.LastDay:yyyy-MM-dd}.");
        }

        if (agreement.UpTo(year.Label).FirstOrDefault(one => one.Label != year.Label && StateOf(years, one.Label) != YearState.Closed) is { } earlier)
        {
            return Refusal.Conflict("earlier-year-open", $"Years close in order: {earlier.Label} is not closed.") with
            {
                Extensions = new Dictionary<string, object?> { ["year"] = earlier.Label },
            };
        }

        return YearLife.Check(StateOf(years, year.Label), YearAct.Draft);
    }

    /// <summary>Disputed lines block unless they are listed as excluded; what is confirmed must be posted.</summary>
    /// <param name="posted">How many lines of the year stand in the book, and their hash.</param>
    public static Refusal? CheckLines(YearLinesCounted answer, IReadOnlyList<Guid> excluded, (int Count, string Hash) posted)
    {
        var undeclared = answer.Disputed.Except(excluded).ToList();
        if (undeclared.Count > 0 || answer.DisputedCount > answer.Disputed.Count)
        {
            return WithLines(Refusal.Conflict("lines-disputed", "Lines of the year are disputed: settle them, or list them as excluded."), undeclared, answer.DisputedCount);
        }

        if (excluded.Except(answer.Disputed).Any())
        {
            return WithLines(Refusal.Invalid("line-not-disputed", "A line listed as excluded is not disputed."), [.. excluded.Except(answer.Disputed)], null);
        }

        return answer.UnpostedCount > 0 || (answer.Confirmed, answer.ConfirmedHash) != posted
            ? WithLines(
                Refusal.Conflict("lines-unposted", $"{answer.Confirmed} lines are confirmed, {posted.Count} are posted: draft again when the ledger has answered."),
                answer.Unposted ?? [], answer.UnpostedCount)
            : null;
    }

    private static string StateOf(IReadOnlyList<BookYear> years, string label) => years.FirstOrDefault(year => year.Year == label)?.State ?? YearState.Open;

    private static Refusal WithLines(Refusal refusal, IReadOnlyList<Guid> lines, int? count) => refusal with
    {
        Extensions = new Dictionary<string, object?> { ["lines"] = lines, ["count"] = count ?? lines.Count },
    };
}
