using HourExchange.Client.Identity;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words;

namespace HourExchange.Portal.Administration.Providers;

/// <summary>Providers by which the institution's people sign in: which claims give which roles, tried without changing anything, set and withdrawn.</summary>
public static class ProvidersEndpoint
{
    public const string Path = "/administration/fournisseurs";

    /// <summary>Rows of rules that a form offers beside those that there are.</summary>
    internal const int FreeRows = 3;

    /// <summary>Rules that a form takes; the service has a limit of its own.</summary>
    private const int RuleLimit = 100;

    private static readonly Dictionary<string, string> FieldsOfCodes = new()
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
        routes.MapGet(Path, (HttpContext http, House house) => Show(http, house, null, new Faults())).For(Roles.Admin);
        routes.MapPost(Path, Save).For(Roles.Admin).Form();
        routes.MapPost(Path + "/{id}/retirer", Withdraw).For(Roles.Admin).Form();
    }

    private static async Task<IResult> Save(IFormCollection form, HttpContext http, House house)
    {
        var typed = TypedProvider.Of(form, RuleLimit);
        var saved = await house.Identity((client, stopping) => client.SaveProviderAsync(
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
            }, FormGuard.KeyOf(form), stopping));
        return saved.Value is not null ? Results.Redirect(Path) : await Refused(http, house, typed, saved.Problem);
    }

    private static async Task<IResult> Withdraw(string id, IFormCollection form, HttpContext http, House house)
    {
        var withdrawn = await house.Identity((client, stopping) => client.RemoveProviderAsync(id, FormGuard.KeyOf(form), stopping));
        return withdrawn.Value is not null ? Results.Redirect(Path) : await Refused(http, house, null, withdrawn.Problem);
    }

    private static Task<IResult> Refused(HttpContext http, House house, TypedProvider? typed, Client.ProblemDetails? problem)
    {
        var (language, faults) = (PageLanguage.Of(http.Request), new Faults());
        faults.Add(problem is null ? "" : FieldsOfCodes.GetValueOrDefault(problem.Code, ""), problem is null ? Wording.Of("Portal", language)["Form.away"] : Faults.Sentence(language, problem));
        return Show(http, house, typed, faults, problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Show(HttpContext http, House house, TypedProvider? typed, Faults faults, int status = StatusCodes.Status200OK)
    {
        if ((await house.Identity((client, stopping) => client.ListProvidersAsync(stopping))).IsRefused(out var away, out var list))
        {
            return away;
        }

        var changed = list.Providers.FirstOrDefault(one => one.Id == http.Request.Query["modifier"]);
        return new Rendered<ProvidersPage>(
            new ProvidersModel(list.Providers, typed ?? (changed is null ? new TypedProvider() : TypedProvider.Of(changed)), faults, http.RequestServices.GetRequiredService<PortalSettings>().Authority), status);
    }
}

/// <param name="SignIn">Where the trial of a provider is.</param>
public sealed record ProvidersModel(IReadOnlyList<ProviderView> Providers, TypedProvider Typed, Faults Faults, Uri? SignIn);
