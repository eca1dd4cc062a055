using HourExchange.Client.Identity;

namespace HourExchange.Portal.Administration.Providers;

/// <summary>A provider as it stands in the form; never its secret.</summary>
public sealed record TypedProvider
{
    public string Id { get; private init; } = "";

    public string Name { get; private init; } = "";

    public string Authority { get; private init; } = "";

    public string ClientId { get; private init; } = "";

    public bool UsesPkce { get; private init; } = true;

    public string Scopes { get; private init; } = "";

    public IReadOnlyList<(string Claim, string Value, string Role)> Rules { get; private init; } = [];

    /// <param name="ruleLimit">Rows that are read.</param>
    public static TypedProvider Of(IFormCollection form, int ruleLimit) => new()
    {
        Id = Text(form, "id"),
        Name = Text(form, "nom"),
        Authority = Text(form, "adresse"),
        ClientId = Text(form, "client"),
        UsesPkce = form["pkce"] == "oui",
        Scopes = Text(form, "scopes"),
        Rules = [.. Enumerable.Range(1, ruleLimit).Select(number => (Text(form, $"attribut-{number}"), Text(form, $"valeur-{number}"), Text(form, $"role-{number}")))
            .Where(rule => rule.Item1.Length > 0 || rule.Item2.Length > 0 || rule.Item3.Length > 0)],
    };

    public static TypedProvider Of(ProviderView known) => new()
    {
        Id = known.Id,
        Name = known.Name,
        Authority = known.Authority,
        ClientId = known.ClientId,
        UsesPkce = known.UsesPkce,
        Scopes = known.Scopes,
        Rules = [.. known.Rules.Select(rule => (rule.Claim, rule.Value, rule.Role))],
    };

    private static string Text(IFormCollection form, string field) => form[field].ToString().Trim();
}
