using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Years.Domain;

/// <summary>All that stands in the way of a draft, by the rules that a draft is refused by: who drafts is told one reason, here each is. Pure.</summary>
/// <param name="Next">The year that the carry would go into; null when the agreement ends.</param>
/// <param name="Years">The book's years that have been begun to close.</param>
/// <param name="Figures">Of the year, as they stand now.</param>
internal sealed record DraftForesight(YearSpan Year, YearSpan? Next, AgreementYears Agreement, IReadOnlyList<BookYear> Years, IReadOnlyList<AccountFigures> Figures)
{
    public string State => Years.FirstOrDefault(year => year.Year == Year.Label)?.State ?? YearState.Open;

    /// <param name="answer">What Interventions said last; null where nothing is kept.</param>
    /// <param name="unposted">Lines that are known to wait for the ledger.</param>
    /// <param name="contested">Those of the lines disputed then whose minutes are in the year's figures.</param>
    /// <param name="posted">How many lines of the year stand in the book, and their hash.</param>
    /// <returns>Each reason once, by its code.</returns>
    public IReadOnlyList<Refusal> Check(YearLinesCounted? answer, IReadOnlyList<Guid> unposted, IReadOnlyList<ContestedLine> contested, (int Count, string Hash) posted, DateOnly today)
    {
        // What is signed or closed is not drafted, however its lines stand.
        if (YearLife.Check(State, YearAct.Draft) is { } over)
        {
            return [over];
        }

        var reasons = new[] { DraftRules.CheckOrder(Year, Agreement, Years, today) }.Concat(CheckLines(answer, unposted, contested, posted)).Append(CheckClosing());
        return [.. reasons.OfType<Refusal>().DistinctBy(reason => reason.Code)];
    }

    /// <summary>
    /// Lines that are known by name alone: what was said when Interventions was asked may no longer equal the book because
    /// it has been posted since, which is no reason.
    /// </summary>
    private static IEnumerable<Refusal?> CheckLines(
        YearLinesCounted? answer, IReadOnlyList<Guid> unposted, IReadOnlyList<ContestedLine> contested, (int Count, string Hash) posted)
    {
        if (answer is not null)
        {
            var counted = answer with { Confirmed = posted.Count, ConfirmedHash = posted.Hash, Unposted = [], UnpostedCount = 0 };
            yield return DraftRules.CheckLines(counted, NamedDisputes.None, contested, posted);
        }

        if (unposted.Count > 0)
        {
            var waiting = new YearLinesCounted(Guid.Empty, "", "", answer?.Confirmed ?? posted.Count, "", [], 0, [], 0, unposted, unposted.Count);
            yield return DraftRules.CheckLines(waiting, NamedDisputes.None, contested, posted);
        }
    }

    private Refusal? CheckClosing() => YearClosing.Of(
        Year, Next, Agreement.TermsAt(Year.LastDay), Figures.Select(one => new DomainBalance(one.First, one.Second, one.Domain, one.Balance))).Refusal;
}
