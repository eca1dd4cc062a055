namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>What an agreement's term makes due.</summary>
public static class AgreementDeadlines
{
    private const int AlertDaysUnlessAgreed = 90;

    /// <summary>How many days before a deadline it is brought to mind.</summary>
    public static int AlertDays(Terms terms) => terms.Content.AlertDays ?? AlertDaysUnlessAgreed;

    public static AgreementTerm TermAt(Terms terms, DateOnly on) =>
        AgreementTerm.At(terms.Content.Signed, terms.Content.TermYears, terms.Content.NoticeMonths, on);

    /// <summary>Once the end is set, that; else the last day for a notice that would still end this term, or the next one's when it is past.</summary>
    public static IEnumerable<Deadline> Of(Terms terms, DateOnly? endsOn, DateOnly on)
    {
        var alertDays = AlertDays(terms);
        if (endsOn is { } end)
        {
            yield return Deadline.Of("agreement-end", end, on, alertDays);
            yield break;
        }

        var content = terms.Content;
        var term = TermAt(terms, on);
        yield return Deadline.Of("term-end", term.LastDay, on, alertDays);
        var next = on <= term.LastDayForNotice ? term : AgreementTerm.Of(content.Signed, content.TermYears, content.NoticeMonths, term.Number + 1);
        yield return Deadline.Of("notice", next.LastDayForNotice, on, alertDays);
    }
}
