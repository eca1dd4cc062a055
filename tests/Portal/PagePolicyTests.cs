using HourExchange.Portal;
using HourExchange.Portal.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace HourExchange.Tests.Portal;

/// <summary>Of every page: who may open it; of every form: that it is guarded.</summary>
public sealed class PagePolicyTests
{
    /// <summary>What anybody may open: nothing of an institution stands there.</summary>
    private static readonly string[] Open =
    [
        "/accessibilite", "/assets/app.css", "/assets/app.js", "/assets/fonts/archivo-latin-wght.woff2", "/assets/mark.svg", "/connexion/echec", "/connexion/terminee", "/deconnexion",
        "/health/live", "/health/ready", "/langue/{language}", "/role", "/session",
    ];

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Portal:Interventions"] = "http://127.0.0.1:1",
        ["Portal:Ledger"] = "http://127.0.0.1:1",
        ["Portal:Reporting"] = "http://127.0.0.1:1",
    };

    [Fact]
    public async Task Every_page_says_who_may_open_it()
    {
        await using var portal = PortalHost.Build(["--environment", "Development"], settings: Settings);
        var endpoints = Endpoints(portal);
        // Two of one address would answer nobody.
        var addresses = endpoints.Select(endpoint => $"{string.Join(',', endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])} {endpoint.RoutePattern.RawText}").ToList();
        Assert.Equal(addresses.Distinct(StringComparer.Ordinal), addresses);
        Assert.Equal(Open, endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(endpoint => endpoint.RoutePattern.RawText).Order(StringComparer.Ordinal));
        Assert.All(
            endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null),
            endpoint => Assert.True(endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null, $"{endpoint.DisplayName} has no policy"));
    }

    [Fact]
    public async Task Every_form_is_guarded()
    {
        await using var portal = PortalHost.Build(["--environment", "Development"], settings: Settings);
        var forms = Endpoints(portal).Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true).ToList();
        Assert.True(forms.Count > 10);
        Assert.All(forms, form =>
        {
            Assert.True(form.Metadata.GetMetadata<IAntiforgeryMetadata>()?.RequiresValidation == true, $"{form.DisplayName} asks for no token");
            // Signing out needs no session.
            Assert.True(form.Metadata.GetMetadata<FormGuard.IPageForm>() is not null || form.RoutePattern.RawText == "/deconnexion", $"{form.DisplayName} is not guarded");
        });
    }

    [Fact]
    public async Task Who_asks_for_the_address_of_a_form_gets_a_page()
    {
        await using var portal = PortalHost.Build(["--environment", "Development"], settings: Settings);
        var endpoints = Endpoints(portal);
        var written = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true).Select(Address).ToHashSet(StringComparer.Ordinal);
        var read = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true).Select(Address).ToHashSet(StringComparer.Ordinal);
        var forms = written.Except(read).Where(address => address.Count(sign => sign == '/') > 1).ToList();
        Assert.True(forms.Count > 20);
        Assert.All(forms, form => Assert.Contains(PageAbove.Of(form, endpoints) ?? $"none above {form}", read));
        Assert.Equal("/comptes/A%2FB/propositions", PageAbove.Of($"/comptes/A%2FB/propositions/{Guid.Empty}/accepter", endpoints));
        Assert.Null(PageAbove.Of("//elsewhere.example/x", endpoints));

        static string Address(RouteEndpoint endpoint) => string.Concat(endpoint.RoutePattern.PathSegments.Select(segment => "/" + string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart { ParameterPolicies: [{ Content: "guid" }] } => Guid.Empty.ToString(),
            _ => "0",
        }))));
    }

    private static List<RouteEndpoint> Endpoints(WebApplication portal) =>
        [.. ((IEndpointRouteBuilder)portal).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
}
