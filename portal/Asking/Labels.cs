using HourExchange.Client.Interventions;

namespace HourExchange.Portal.Asking;

/// <summary>How natures and domains are called in the reader's language: as the terms say, else by their code.</summary>
public sealed class Labels(IReadOnlyList<AgreementSummary> agreements, IReadOnlyList<TermsView> terms, string language)
{
    public IReadOnlyList<AgreementSummary> Agreements => agreements;

    public IReadOnlyList<TermsView> Terms => terms;

    public string Nature(string agreement, string code) => Of(agreement, code, labels => labels.Natures);

    public string Domain(string agreement, string code) => Of(agreement, code, labels => labels.Domains);

    /// <summary>Every code of the terms asked for, with its name, by name.</summary>
    /// <param name="agreement">Null: of all.</param>
    public IReadOnlyList<(string Code, string Name)> Natures(string? agreement) => Listed(agreement, one => one.Content.Natures.Keys, Nature);

    public IReadOnlyList<(string Code, string Name)> Domains(string? agreement) => Listed(agreement, one => one.Content.Domains.Keys, Domain);

    /// <summary>Where the agreement has it among its domains; those that it does not know come last.</summary>
    public int PlaceOf(string agreement, string domain) =>
        terms.FirstOrDefault(one => one.Ref == agreement)?.Content.Domains.Keys.TakeWhile(code => code != domain).Count() ?? int.MaxValue;

    /// <summary>The two institutions of a line in the order of their agreement: whose key has the square bow.</summary>
    public (string First, string Second) Sides(string agreement, string lending, string receiving)
    {
        var parties = agreements.FirstOrDefault(one => one.Ref == agreement)?.Parties.ToList();
        return parties is not null && parties.IndexOf(receiving) < parties.IndexOf(lending) ? (receiving, lending) : (lending, receiving);
    }

    private List<(string Code, string Name)> Listed(string? agreement, Func<TermsView, IEnumerable<string>> codes, Func<string, string, string> name) =>
        [.. terms.Where(one => agreement is null || one.Ref == agreement).SelectMany(one => codes(one).Select(code => (Code: code, Name: name(one.Ref, code))))
            .DistinctBy(one => one.Code).OrderBy(one => one.Name, StringComparer.InvariantCultureIgnoreCase)];

    private string Of(string agreement, string code, Func<TermLabels, IDictionary<string, IDictionary<string, string>>?> kind) =>
        terms.FirstOrDefault(one => one.Ref == agreement)?.Content.Labels is { } labels && kind(labels)?.TryGetValue(code, out var named) == true
            && named.TryGetValue(language, out var name) ? name : code;
}
