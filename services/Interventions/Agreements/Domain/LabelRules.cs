using HourExchange.Plumbing;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>What people may be shown instead of codes, and by which rubrics they comment on a year.</summary>
public static class LabelRules
{
    /// <summary>What people of the parties read (words/).</summary>
    public static readonly IReadOnlyList<string> Languages = ["fr", "de", "en"];

    private static readonly string KnownLanguages = string.Join(", ", Languages);

    private const int LabelLimit = 120;
    private const int PlacementKindsLimit = 100;
    private const int RubricsLimit = 30;

    // The JSON reader sees to the fields, not to what lists and maps hold.
    internal static bool HoldsNull(AgreementContent content) =>
        content.Rubrics?.Any(rubric => rubric is null || rubric.Labels.Values.Any(label => label is null) || rubric.Domains.Any(domain => domain is null)) == true
        || OfCodes(content.Labels).Any(label => label.Value is null || label.Value.Values.Any(text => text is null));

    internal static IEnumerable<Refusal> Faults(AgreementContent content)
    {
        if (content.Labels is { } labels)
        {
            if (labels.Natures?.Keys.FirstOrDefault(code => !content.Natures.ContainsKey(code)) is { } nature)
            {
                yield return Refusal.Invalid("label-code-unknown", $"There is a label for {nature}, which is no nature of these terms.");
            }

            if (labels.Domains?.Keys.FirstOrDefault(code => !content.Domains.ContainsKey(code)) is { } domain)
            {
                yield return Refusal.Invalid("label-code-unknown", $"There is a label for {domain}, which is no domain of these terms.");
            }

            if (labels.PlacementKinds is { } kinds && (kinds.Count > PlacementKindsLimit || !kinds.Keys.All(Codes.IsTerm)))
            {
                yield return Refusal.Invalid("label-code-unknown", $"At most {PlacementKindsLimit} kinds of placement places have labels, each with a code of 1 to 80 characters.");
            }
        }

        foreach (var (language, text) in OfCodes(content.Labels).Select(one => one.Value).Concat(content.Rubrics?.Select(rubric => rubric.Labels) ?? []).SelectMany(one => one))
        {
            if (!Languages.Contains(language))
            {
                yield return Refusal.Invalid("label-language-unknown", $"Labels are in {KnownLanguages}, not in {language}.");
            }

            if (!Texts.IsOneLine(text, LabelLimit))
            {
                yield return Refusal.Invalid("label-invalid", $"A label has 1 to {LabelLimit} characters on one line.");
            }
        }

        foreach (var fault in FaultsOfRubrics(content))
        {
            yield return fault;
        }
    }

    private static IEnumerable<Refusal> FaultsOfRubrics(AgreementContent content)
    {
        if (content.Rubrics is not { } rubrics)
        {
            yield break;
        }

        if (rubrics.Count is 0 or > RubricsLimit || !rubrics.All(rubric => Codes.IsTerm(rubric.Code))
            || rubrics.Select(rubric => rubric.Code).Distinct(StringComparer.Ordinal).Count() != rubrics.Count)
        {
            yield return Refusal.Invalid("rubrics-invalid", $"There are 1 to {RubricsLimit} rubrics, or null for none; each has a code of 1 to 80 characters, once.");
        }

        if (rubrics.Any(rubric => rubric.Domains.Distinct(StringComparer.Ordinal).Count() != rubric.Domains.Count || !rubric.Domains.All(content.Domains.ContainsKey)))
        {
            yield return Refusal.Invalid("rubric-domains-invalid", "A rubric names domains of these terms, each once.");
        }
    }

    private static IEnumerable<KeyValuePair<string, IReadOnlyDictionary<string, string>>> OfCodes(TermLabels? labels) =>
        new[] { labels?.Natures, labels?.Domains, labels?.PlacementKinds }.SelectMany(map => map?.AsEnumerable() ?? []);
}
