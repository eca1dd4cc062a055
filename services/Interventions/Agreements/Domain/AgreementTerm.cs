namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>
/// One term of an agreement: term n ends the day before the n-th anniversary of the effective date, and is followed by the
/// next where the agreement is renewed tacitly (docs/domain.md, Agreements).
/// </summary>
/// <param name="Number">1 for the first.</param>
/// <param name="LastDayForNotice">A notice received on this day still ends the agreement with this term.</param>
public sealed record AgreementTerm(int Number, DateOnly FirstDay, DateOnly LastDay, DateOnly LastDayForNotice)
{
    public int RenewalsElapsed => Number - 1;

    /// <param name="termYears">1 to 99.</param>
    /// <param name="noticeMonths">0 to 36.</param>
    public static AgreementTerm Of(DateOnly effective, int termYears, int noticeMonths, int number)
    {
        var first = number == 1 ? effective : LastDayOf(effective, termYears * (number - 1)).AddDays(1);
        var last = LastDayOf(effective, termYears * number);
        // AddMonths stays within the month: 31 August minus 4 months is 30 April.
        return new AgreementTerm(number, first, last, last.AddMonths(-noticeMonths));
    }

    /// <summary>The term in which a day lies; the first for days before the agreement.</summary>
    public static AgreementTerm At(DateOnly effective, int termYears, int noticeMonths, DateOnly on)
    {
        var number = Math.Max(1, (on.Year - effective.Year) / termYears);
        var term = Of(effective, termYears, noticeMonths, number);
        while (term.LastDay < on)
        {
            term = Of(effective, termYears, noticeMonths, ++number);
        }

        return term;
    }

    /// <summary>The day on which a notice ends the agreement: the last day of its term, or of the next when it came too late.</summary>
    public static DateOnly EndAfterNotice(DateOnly effective, int termYears, int noticeMonths, DateOnly receivedOn)
    {
        var term = At(effective, termYears, noticeMonths, receivedOn);
        while (receivedOn > term.LastDayForNotice)
        {
            term = Of(effective, termYears, noticeMonths, term.Number + 1);
        }

        return term.LastDay;
    }

    /// <summary>What began on a 29 February ends on a 28 February, in leap years and others.</summary>
    private static DateOnly LastDayOf(DateOnly effective, int years)
    {
        var anniversary = effective.AddYears(years);
        return anniversary.Day == effective.Day ? anniversary.AddDays(-1) : anniversary;
    }
}
