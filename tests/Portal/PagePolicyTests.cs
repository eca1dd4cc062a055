using HourExchange.Portal;
using HourExchange.Portal.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

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

    private static List<RouteEndpoint> Endpoints(WebApplication portal) =>
        [.. ((IEndpointRouteBuilder)portal).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
}
