namespace HourExchange.Reporting.Agreements.Domain;

/// <summary>
/// Until when a notice still ends an agreement with its term: term n ends the day before the n-th anniversary of the signature (from 29 February on
/// 28 February), the notice is months before, clamped to the month's end (DOMAIN.md, Agreements). Pure.
/// </summary>
internal static class NoticeDate
{
    /// <returns>The next such day, <paramref name="on"/> included; null where the terms say nothing of terms and notice.</returns>
    public static DateOnly? Next(AgreementTerms terms, DateOnly on)
    {
        if (terms is not { Signed: { } signed, TermYears: > 0 and var years, NoticeMonths: { } months })
        {
            return null;
        }

        var number = Math.Max(1, (on.Year - signed.Year) / years);
        while (LastDayForNotice(number) < on)
        {
            number++;
        }

        return LastDayForNotice(number);

        DateOnly LastDayForNotice(int number)
        {
            var anniversary = signed.AddYears(years * number);
            return (anniversary.Day == signed.Day ? anniversary.AddDays(-1) : anniversary).AddMonths(-months);
        }
    }
}
