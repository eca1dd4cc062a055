using System.Text.Json;
using System.Text.Json.Nodes;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Text;
using HourExchange.Plumbing.Years;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>What an amendment must be before anybody is asked to consent to it.</summary>
public static class AmendmentRules
{
    private static readonly string[] Fixed = ["ref", "parties", "signed", "reference", "currency"];

    /// <param name="layers">All layers that are not withdrawn, in force or not: the amendment comes on top of them.</param>
    /// <param name="hasClosedYear">Whether a year of the agreement's book is closed.</param>
    public static Refusal? Check(IReadOnlyList<AgreementLayer> layers, AmendmentContent amendment, bool hasClosedYear)
    {
        if (amendment.Kind is not ("amendment" or "annex") || !Texts.IsOneLine(amendment.Reference, 200))
        {
            return Refusal.Invalid("amendment-invalid", "The kind is amendment or annex; the reference has 1 to 200 characters.");
        }

        if (amendment.Changes.ValueKind != JsonValueKind.Object || !amendment.Changes.EnumerateObject().Any())
        {
            return Refusal.Invalid("amendment-empty", "Changes is an object with the fields that change.");
        }

        if (amendment.Changes.EnumerateObject().Select(change => change.Name).FirstOrDefault(Fixed.Contains) is { } field)
        {
            return Refusal.Invalid("amendment-field-fixed", $"{field} is not changed by an amendment: it is another agreement.");
        }

        if (amendment.EffectiveFrom < layers[0].EffectiveFrom || amendment.EffectiveFrom.Year > 2100)
        {
            return Refusal.Invalid("amendment-date-invalid", "An amendment takes effect on or after the agreement's own day, and before 2101.");
        }

        return layers.Any(layer => layer.EffectiveFrom == amendment.EffectiveFrom)
            ? Refusal.Invalid("amendment-overlaps", $"Another layer takes effect on {amendment.EffectiveFrom:yyyy-MM-dd}: a day has one.")
            : CheckResult(layers, amendment, hasClosedYear);
    }

    /// <summary>Each stretch of the timeline must be a whole, good agreement that has not ended before it begins.</summary>
    public static Refusal? CheckTimeline(IReadOnlyList<AgreementLayer> layers)
    {
        var ordered = layers.OrderBy(known => (known.EffectiveFrom, known.Version)).ToList();
        try
        {
            for (var until = 1; until <= ordered.Count; until++)
            {
                var content = Agreement.Merge(ordered.Take(until));
                if (AgreementRules.Check(content) is { } broken)
                {
                    return broken;
                }

                if (!content.TacitRenewal
                    && AgreementTerm.Of(content.Signed, content.TermYears, content.NoticeMonths, 1).LastDay < ordered[until - 1].EffectiveFrom)
                {
                    return Refusal.Invalid("amendment-after-end", "The agreement would have ended before the amendment takes effect.");
                }
            }

            return null;
        }
        catch (JsonException exception)
        {
            var path = exception.Path ?? "$";
            return Refusal.Invalid("amendment-invalid", $"The changes do not fit at {path}: a field is missing, unknown or of another type.");
        }
    }

    private static Refusal? CheckResult(IReadOnlyList<AgreementLayer> layers, AmendmentContent amendment, bool hasClosedYear)
    {
        var layer = new AgreementLayer(layers.Max(known => known.Version) + 1, amendment.EffectiveFrom, JsonObject.Create(amendment.Changes)!);
        if (CheckTimeline([.. layers, layer]) is { } broken)
        {
            return broken;
        }

        var ordered = layers.Append(layer).OrderBy(known => (known.EffectiveFrom, known.Version)).ToList();
        var before = Agreement.Merge(ordered.TakeWhile(known => known != layer));
        var after = Agreement.Merge(ordered.Take(ordered.IndexOf(layer) + 1));
        return before.YearStart == after.YearStart ? null : CheckYearStart(before.YearStart, after.YearStart, amendment.EffectiveFrom, hasClosedYear);
    }

    private static Refusal? CheckYearStart(string before, string yearStart, DateOnly effectiveFrom, bool hasClosedYear)
    {
        if (hasClosedYear)
        {
            return Refusal.Invalid("year-start-after-closed-year", "The year's start does not change once a year is closed.");
        }

        var start = YearStart.Parse(yearStart);
        if ((effectiveFrom.Month, effectiveFrom.Day) != (start.Month, start.Day))
        {
            return Refusal.Invalid("year-start-mid-year", "A new start of the year takes effect on such a day.");
        }

        // Two years of one label would be one account.
        return LabelledYear.Of(effectiveFrom.AddDays(-1), YearStart.Parse(before)).Label == LabelledYear.Of(effectiveFrom, start).Label
            ? Refusal.Invalid("year-start-label-twice", "The year that is cut short and the one that follows would have one name.")
            : null;
    }
}
