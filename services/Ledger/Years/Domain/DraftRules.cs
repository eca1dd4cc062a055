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

        if (agreement.UpTo(year.Label).FirstOrDefault(one => one.Label != year.Label && !YearState.HasClosingRows(StateOf(years, one.Label))) is { } earlier)
        {
            return Refusal.Conflict("earlier-year-open", $"Years close in order: {earlier.Label} is not closed.") with
            {
                Extensions = new Dictionary<string, object?> { ["year"] = earlier.Label },
            };
        }

        return YearLife.Check(StateOf(years, year.Label), YearAct.Draft);
    }

    /// <summary>
    /// Disputed lines block unless each is listed for what it is: left out where the year's figures do not hold it, contested and counted
    /// where they do. What is confirmed must be posted.
    /// </summary>
    /// <param name="contested">Those of the named and the disputed lines whose minutes are in the year's figures.</param>
    /// <param name="posted">How many lines of the year stand in the book, and their hash.</param>
    public static Refusal? CheckLines(YearLinesCounted answer, NamedDisputes named, IReadOnlyList<ContestedLine> contested, (int Count, string Hash) posted)
    {
        var counted = contested.Select(line => line.Line).ToHashSet();
        var undeclared = answer.Disputed.Except(named.All).ToList();
        if (undeclared.Count > 0 || answer.DisputedCount > answer.Disputed.Count)
        {
            var refusal = WithLines(
                Refusal.Conflict("lines-disputed", "Lines of the year are disputed: settle them, or list each as excluded, or as counted where it is posted."),
                undeclared, answer.DisputedCount);
            return refusal with { Extensions = refusal.Extensions.Append(new("posted", undeclared.Where(counted.Contains).ToList())).ToDictionary() };
        }

        return named.All.Except(answer.Disputed).ToList() is { Count: > 0 } settled
                ? WithLines(Refusal.Invalid("line-not-disputed", "A line that is named is not disputed."), settled, null)
            : named.Excluded.Where(counted.Contains).ToList() is { Count: > 0 } inFigures
                ? WithLines(Refusal.Invalid("line-posted", "A line listed as excluded is posted, its minutes are in the figures: list it as counted."), inFigures, null)
            : named.Counted.Where(line => !counted.Contains(line)).ToList() is { Count: > 0 } outside
                ? WithLines(Refusal.Invalid("line-not-posted", "A line listed as counted is not in the year's figures: list it as excluded."), outside, null)
            : CheckPosted(answer, posted);
    }

    private static Refusal? CheckPosted(YearLinesCounted answer, (int Count, string Hash) posted)
    {

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
