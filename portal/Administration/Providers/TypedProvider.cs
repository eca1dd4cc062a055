using HourExchange.Client.Identity;

namespace HourExchange.Portal.Administration.Providers;

/// <summary>A provider as it stands in the form; never its secret.</summary>
public sealed record TypedProvider
{
    /// <summary>Rules that a form takes; the service has a limit of its own.</summary>
    private const int RuleLimit = 100;

    public string Id { get; private init; } = "";

    public string Name { get; private init; } = "";

    public string Authority { get; private init; } = "";

    public string ClientId { get; private init; } = "";

    public bool UsesPkce { get; private init; } = true;

    public string Scopes { get; private init; } = "";

    public IReadOnlyList<(string Claim, string Value, string Role)> Rules { get; private init; } = [];

    /// <param name="field">What was typed in a field; null: it was not there.</param>
    public static TypedProvider Of(Func<string, string?> field)
    {
        string Text(string name) => field(name)?.Trim() ?? "";
        return new()
        {
            Id = Text("id"),
            Name = Text("nom"),
            Authority = Text("adresse"),
            ClientId = Text("client"),
            UsesPkce = field("pkce") == "oui",
            Scopes = Text("scopes"),
            Rules = [.. Enumerable.Range(1, RuleLimit).Select(number => (Text($"attribut-{number}"), Text($"valeur-{number}"), Text($"role-{number}")))
                .Where(rule => rule.Item1.Length > 0 || rule.Item2.Length > 0 || rule.Item3.Length > 0)],
        };
    }

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
}
