using System.Globalization;
using System.Text.RegularExpressions;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>What an agreement must be before anybody is asked to consent to it.</summary>
public static partial class AgreementRules
{
    /// <returns>The first rule it breaks, with all others beside it, or null.</returns>
    public static Refusal? Check(AgreementContent content) => TermFault.Refuse(Faults(content));

    private static IEnumerable<Refusal> Faults(AgreementContent content)
    {
        if (HoldsNull(content))
        {
            yield return Refusal.Invalid("agreement-incomplete", "Parties, natures, domains, compensation groups, labels and rubrics hold no null.");
            yield break;
        }

        if (content.Signed.Year is < 1900 or > 2100)
        {
            yield return Refusal.Invalid("agreement-signed-invalid", "The date of signature lies between 1900 and 2100.");
        }

        if (!Codes.IsIdentifier(content.Ref))
        {
            yield return Refusal.Invalid("agreement-ref-invalid", "The ref has 1 to 40 letters, digits, points, hyphens or underscores.");
        }

        if (!Texts.IsOneLine(content.Reference, 200))
        {
            yield return Refusal.Invalid("agreement-reference-invalid", "The deciding reference has 1 to 200 characters.");
        }

        if (content.Parties.Count is < 2 or > 20 || content.Parties.Distinct(StringComparer.Ordinal).Count() != content.Parties.Count)
        {
            yield return Refusal.Invalid("agreement-parties-invalid", "An agreement has 2 to 20 parties, each named once.");
        }

        if (content.TermYears is < 1 or > 99)
        {
            yield return Refusal.Invalid("agreement-term-invalid", "A term has 1 to 99 years.");
        }

        if (content.NoticeMonths is < 0 or > 36)
        {
            yield return Refusal.Invalid("agreement-notice-invalid", "The notice is 0 to 36 months.");
        }

        if (!Currency().IsMatch(content.Currency))
        {
            yield return Refusal.Invalid("currency-invalid", "The currency is an ISO 4217 code of three capital letters.");
        }

        if (!Plumbing.Years.YearStart.TryParse(content.YearStart, out _))
        {
            yield return Refusal.Invalid("year-start-invalid", "The year's start is a month and day that every year has, as 09-01.");
        }

        if (content.TariffBasis is not ("taught" or "credited"))
        {
            yield return Refusal.Invalid("tariff-basis-invalid", "The tariff basis is taught or credited.");
        }

        if (content.SettlementTariff is not null && !IsTariff(content.SettlementTariff))
        {
            yield return Refusal.Invalid("tariff-invalid", "A tariff is a decimal with a point and at most four decimals, 0 to 100000.");
        }

        if (content.CarryCapMinutes is < 0)
        {
            yield return Refusal.Invalid("carry-cap-invalid", "The carry cap is 0 minutes or more.");
        }

        if (content.Units.Count == 0 || content.Units.Any(unit => !Codes.IsTerm(unit.Key) || unit.Value is < 1 or > TaughtMinutes.Limit))
        {
            yield return Refusal.Invalid("units-invalid", "There is at least one unit, each of 1 to 1440 minutes.");
        }

        if (content.Natures.Count == 0 || content.Natures.Keys.Any(code => !Codes.IsTerm(code)))
        {
            yield return Refusal.Invalid("natures-invalid", "There is at least one nature, each with a code of 1 to 80 characters.");
        }

        foreach (var (code, nature) in content.Natures)
        {
            if (!Coefficient.TryParse(nature.Coefficient, out _))
            {
                yield return Refusal.Invalid("coefficient-invalid", $"The coefficient of {code} is a rational above zero, as 3/2.");
            }

            if (!IsTariff(nature.Tariff))
            {
                yield return Refusal.Invalid("tariff-invalid", $"The tariff of {code} is a decimal with a point and at most four decimals, 0 to 100000.");
            }
        }

        if (content.Domains.Count == 0 || content.Domains.Keys.Any(code => !Codes.IsTerm(code)))
        {
            yield return Refusal.Invalid("domains-invalid", "There is at least one domain, each with a code of 1 to 80 characters.");
        }

        foreach (var fault in FaultsOfChoices(content).Concat(LabelRules.Faults(content)))
        {
            yield return fault;
        }

        var grouped = content.CompensationGroups.SelectMany(group => group).ToList();
        if (content.CompensationGroups.Any(group => group.Count < 2)
            || grouped.Distinct(StringComparer.Ordinal).Count() != grouped.Count
            || grouped.Any(domain => !content.Domains.ContainsKey(domain)))
        {
            yield return Refusal.Invalid("compensation-groups-invalid", "A compensation group names two or more of the agreement's domains; a domain stands in one group.");
        }
    }

    private static IEnumerable<Refusal> FaultsOfChoices(AgreementContent content)
    {
        if (content.CoTeaching is not (null or "each" or "shared"))
        {
            yield return Refusal.Invalid("co-teaching-invalid", "Co-teaching is each or shared.");
        }

        if (content.SilenceDays is < 1 or > 365)
        {
            yield return Refusal.Invalid("silence-days-invalid", "Silence confirms after 1 to 365 days.");
        }

        if (content.AlertDays is < 1 or > 400 || content.ConcentrationPercent is < 1 or > 100)
        {
            yield return Refusal.Invalid("threshold-invalid", "Alerts come 1 to 400 days before; a concentration is 1 to 100 %.");
        }

        if (content.SettlementTariffs is { } tariffs && tariffs.Any(tariff => !content.Domains.ContainsKey(tariff.Key) || !IsTariff(tariff.Value)))
        {
            yield return Refusal.Invalid("tariff-invalid", "A settlement tariff of a domain names one of the agreement's domains and a decimal, 0 to 100000.");
        }

        if (content.Object is { Length: 0 or > 4000 } || content.Object?.Any(character => char.IsControl(character) && character != '\n') == true
            || content.Signatories?.Any(signatory => !content.Parties.Contains(signatory.Institution) || signatory.Function.Length is 0 or > 200) == true
            || content.Delegates?.Any(seat => !content.Parties.Contains(seat.Institution) || !content.Parties.Contains(seat.Of)
                || seat.Institution == seat.Of || seat.Body.Length is 0 or > 200) == true)
        {
            yield return Refusal.Invalid("agreement-people-invalid", "Signatories and delegates belong to the parties; texts have 1 to 200 characters, the object 4000.");
        }
    }

    // The JSON reader sees to the fields, not to what lists and maps hold.
    private static bool HoldsNull(AgreementContent content) =>
        content.Parties.Any(party => party is null)
        || content.Natures.Values.Any(nature => nature is null)
        || content.Domains.Values.Any(domain => domain is null)
        || content.CompensationGroups.Any(group => group is null || group.Any(domain => domain is null))
        || content.Signatories?.Any(signatory => signatory is null) == true
        || content.Delegates?.Any(seat => seat is null) == true
        || content.SettlementTariffs?.Values.Any(tariff => tariff is null) == true
        || LabelRules.HoldsNull(content);

    private static bool IsTariff(string text) =>
        Tariff().IsMatch(text) && decimal.Parse(text, CultureInfo.InvariantCulture) <= 100_000;

    [GeneratedRegex(@"\A[A-Z]{3}\z")]
    private static partial Regex Currency();

    [GeneratedRegex(@"\A[0-9]{1,6}(\.[0-9]{1,4})?\z")]
    private static partial Regex Tariff();
}
