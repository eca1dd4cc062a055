using HourExchange.Client.Identity;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;

namespace HourExchange.Portal.Administration.Providers;

/// <summary>Providers by which the institution's people sign in: which claims give which roles, tried without changing anything, set and withdrawn.</summary>
public static class ProvidersEndpoint
{
    public const string Path = "/administration/fournisseurs";

    /// <summary>Rows of rules that a form offers beside those that there are.</summary>
    internal const int FreeRows = 3;

    private const string SaveAct = "enregistrer";

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["provider-id-invalid"] = "id",
        ["provider-id-taken"] = "id",
        ["provider-invalid"] = "nom",
        ["provider-address-invalid"] = "adresse",
        ["provider-scopes-invalid"] = "scopes",
        ["provider-rules-invalid"] = "attribut-1",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http, CancellationToken _) => Show(http, null)).For(Roles.Admin);
        routes.MapPost(Path, Save).For(Roles.Admin).Form();
        routes.MapPost(Path + "/{id}/retirer", (string id, IFormCollection _, HttpContext http, House house) =>
            Run(http, $"retirer-{id}", key => house.Identity((client, stopping) => client.RemoveProviderAsync(id, key, stopping)))).For(Roles.Admin).Form();
    }

    private static Task<IResult> Save(IFormCollection form, HttpContext http, House house)
    {
        var typed = TypedProvider.Of(field => form[field]);
        return Run(http, SaveAct, key => house.Identity((client, stopping) => client.SaveProviderAsync(
            new ProviderRequest
            {
                Id = typed.Id,
                Name = typed.Name,
                Authority = typed.Authority,
                ClientId = typed.ClientId,
                // Left empty: what it was stays.
                ClientSecret = form["secret"].ToString() is { Length: > 0 } secret ? secret : null,
                UsesPkce = typed.UsesPkce,
                Scopes = typed.Scopes.Length > 0 ? typed.Scopes : null,
                Rules = [.. typed.Rules.Select(rule => new ProviderRule { Claim = rule.Claim, Value = rule.Value, Role = rule.Role })],
            }, key, stopping)));
    }

    private static Task<IResult> Run<T>(HttpContext http, string act, Func<string?, Task<Asked<T>>> ask) where T : class =>
        TypedForm.Run(http, act, ask, _ => Path, (typed, status) => Show(http, typed, status), Fields);

    private static async Task<IResult> Show(HttpContext http, TypedForm? form, int status = StatusCodes.Status200OK)
    {
        var house = http.RequestServices.GetRequiredService<House>();
        if ((await house.Identity((client, stopping) => client.ListProvidersAsync(stopping))).IsRefused(out var away, out var list))
        {
            return away;
        }

        var changed = list.Providers.FirstOrDefault(one => one.Id == http.Request.Query["modifier"]);
        var typed = form is { Act: SaveAct } ? TypedProvider.Of(field => form[field]) : changed is null ? new TypedProvider() : TypedProvider.Of(changed);
        return new Rendered<ProvidersPage>(new ProvidersModel(list.Providers, typed, form, http.RequestServices.GetRequiredService<PortalSettings>().Authority), status);
    }
}

/// <param name="Typed">What stands in the form.</param>
/// <param name="Form">One that comes back.</param>
/// <param name="SignIn">Where the trial of a provider is.</param>
public sealed record ProvidersModel(IReadOnlyList<ProviderView> Providers, TypedProvider Typed, TypedForm? Form, Uri? SignIn);
