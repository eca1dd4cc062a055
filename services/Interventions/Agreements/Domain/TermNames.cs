using System.Globalization;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>
/// How people write what the terms have a code for: the code, or one of its labels, whatever the case, the accents, and hyphens for spaces. What
/// names nothing, or more than one, stays as it was written and is a fault of its field. Pure.
/// </summary>
public static class TermNames
{
    public static string NatureOf(AgreementContent terms, string written) =>
        terms.Natures.ContainsKey(written) ? written : CodeOf(terms.Natures.Keys, terms.Labels?.Natures, written);

    public static string DomainOf(AgreementContent terms, string written) =>
        terms.Domains.ContainsKey(written) ? written : CodeOf(terms.Domains.Keys, terms.Labels?.Domains, written);

    private static string CodeOf(IEnumerable<string> codes, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? labels, string written) =>
        codes.Where(code => IsSame(code, written) || (labels?.GetValueOrDefault(code)?.Values.Any(label => IsSame(label, written)) ?? false)).ToList() is [var only]
            ? only : written;

    private static bool IsSame(string one, string other) => CultureInfo.InvariantCulture.CompareInfo.Compare(
        one.Replace('-', ' '), other.Replace('-', ' '), CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) == 0;
}
