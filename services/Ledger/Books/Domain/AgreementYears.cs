using HourExchange.Plumbing.Years;

namespace HourExchange.Ledger.Books.Domain;

/// <summary>
/// The years of an agreement in their order, from its effective date on: each day belongs to the year that the terms of
/// that day give it (docs/domain.md, Agreements). The last one ends with the agreement.
/// </summary>
/// <param name="timeline">The days on which terms change, each with the terms from then on; one or more, in order.</param>
/// <param name="endsOn">The agreement's last day, or null while it is renewed tacitly.</param>
internal sealed class AgreementYears(IReadOnlyList<(DateOnly From, YearTerms Terms)> timeline, DateOnly? endsOn)
{
    /// <summary>An agreement is not applied for longer; a label beyond is none of its years.</summary>
    private const int Limit = 300;

    public YearTerms TermsAt(DateOnly day) => timeline[Math.Max(0, FindLast(day))].Terms;

    /// <summary>The days after the first on which the terms changed, up to a day.</summary>
    public IReadOnlyList<DateOnly> ChangesUpTo(DateOnly day) => [.. timeline.Skip(1).Select(change => change.From).Where(from => from <= day)];

    public YearSpan? Find(string label) => All().FirstOrDefault(year => year.Label == label);

    public YearSpan? After(string label) => All().SkipWhile(year => year.Label != label).Skip(1).FirstOrDefault();

    public IEnumerable<YearSpan> UpTo(string label)
    {
        foreach (var year in All())
        {
            yield return year;
            if (year.Label == label)
            {
                yield break;
            }
        }
    }

    public YearSpan? Containing(DateOnly day) => All().FirstOrDefault(year => year.FirstDay <= day && day <= year.LastDay);

    public IEnumerable<YearSpan> All()
    {
        var first = timeline[0].From;
        for (var count = 0; count < Limit && (endsOn is null || first <= endsOn) && first.Year < 2199; count++)
        {
            var label = YearOf(first).Label;
            var last = EndOfStretch(first);
            // A change of terms within the year leaves it whole; one of the year's start lengthens or shortens it.
            while (YearOf(last.AddDays(1)).Label == label && last.Year < 2199)
            {
                last = EndOfStretch(last.AddDays(1));
            }

            var isLast = endsOn <= last;
            yield return new YearSpan(label, first, isLast ? endsOn!.Value : last, isLast);
            first = last.AddDays(1);
        }
    }

    /// <summary>The last day on which the same terms give the same year.</summary>
    private DateOnly EndOfStretch(DateOnly day)
    {
        var index = Math.Max(0, FindLast(day));
        var end = YearOf(day).LastDay;
        return index + 1 < timeline.Count && timeline[index + 1].From <= end ? timeline[index + 1].From.AddDays(-1) : end;
    }

    private LabelledYear YearOf(DateOnly day) => LabelledYear.Of(day, TermsAt(day).YearStart);

    private int FindLast(DateOnly day)
    {
        for (var index = timeline.Count - 1; index >= 0; index--)
        {
            if (timeline[index].From <= day)
            {
                return index;
            }
        }

        return -1;
    }
}

/// <summary>A year of an agreement, within the days on which the agreement holds.</summary>
/// <param name="Label">2014-2015; just 2014 where years begin on 1 January.</param>
/// <param name="IsLast">The agreement ends with it: it carries nothing and settles all.</param>
internal sealed record YearSpan(string Label, DateOnly FirstDay, DateOnly LastDay, bool IsLast);
