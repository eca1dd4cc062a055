using HourExchange.Plumbing.Years;

namespace HourExchange.Reporting.Agreements.Domain;

/// <summary>An agreement as Reporting knows it: who its parties are, and which terms hold on which day.</summary>
/// <param name="Parties">Codes of the institutions, in the agreement's order.</param>
/// <param name="Timeline">First days on which terms hold, the earliest first; one or more.</param>
/// <param name="EndsOn">Its last day, once a notice or its term sets one.</param>
public sealed record KnownAgreement(string Ref, IReadOnlyList<string> Parties, IReadOnlyList<(DateOnly From, AgreementTerms Terms)> Timeline, DateOnly? EndsOn = null)
{
    public DateOnly FirstDay => Timeline[0].From;

    /// <summary>The terms of that day; before the first day those of the first.</summary>
    public AgreementTerms TermsOn(DateOnly day) => Timeline.LastOrDefault(terms => terms.From <= day, Timeline[0]).Terms;

    /// <summary>The day from which on a term has been what it is on that day; before the first day those of the first.</summary>
    public DateOnly Since<T>(DateOnly day, Func<AgreementTerms, T> of)
    {
        var at = Math.Max(0, Timeline.Count(terms => terms.From <= day) - 1);
        var value = of(Timeline[at].Terms);
        while (at > 0 && EqualityComparer<T>.Default.Equals(of(Timeline[at - 1].Terms), value))
        {
            at--;
        }

        return Timeline[at].From;
    }

    /// <summary>The year's start cannot change once a year is closed: the latest terms say it.</summary>
    public YearStart YearStart => YearStart.Parse(Timeline[^1].Terms.YearStart);

    /// <returns>Null where this agreement has no year of that label.</returns>
    public LabelledYear? Year(string label) => LabelledYear.Find(label, YearStart);

    /// <summary>The days on which terms change within a year.</summary>
    public IEnumerable<DateOnly> ChangesIn(LabelledYear year) => Timeline.Skip(1).Select(terms => terms.From).Where(day => day >= year.FirstDay && day <= year.LastDay);

    /// <summary>Whether a year is the agreement's last: nothing is carried beyond it.</summary>
    public bool EndsWith(LabelledYear year) => EndsOn is { } end && end <= year.LastDay;

    public bool HasParty(string institution) => Parties.Contains(institution, StringComparer.Ordinal);
}
