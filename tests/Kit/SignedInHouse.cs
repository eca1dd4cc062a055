using HourExchange.Portal;
using HourExchange.Portal.SigningIn;
using HourExchange.Tests.Kit.Browsing;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Kit;

/// <summary>The sign-in provider and the portal that signs in there, each where the other knows it. The services are out of reach: who somebody is, the head of each page says.</summary>
public class SignedInHouse : ReachableIdentityHouse, IAsyncLifetime
{
    private readonly Uri _portal = new($"http://localhost:{FreePort()}");
    private WebApplication? _app;

    internal MovingClock Clock { get; } = new(TimeProvider.System.GetUtcNow());

    internal override bool HasPortal => true;

    internal override Uri PortalAddress => _portal;

    public new async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _app = PortalHost.Build(["--environment", "Development"], services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            OperationsAsked.Record(services);
            // How long a page waits is tested elsewhere; here the machine may be slow.
            services.Configure<OpenIdConnectOptions>(SignInSetup.Scheme, provider => provider.BackchannelTimeout = TimeSpan.FromSeconds(30));
        }, new Dictionary<string, string?>
        {
            ["urls"] = _portal.ToString(),
            ["Logging:LogLevel:Default"] = "Warning",
            ["Portal:Interventions"] = "http://127.0.0.1:1",
            ["Portal:Ledger"] = "http://127.0.0.1:1",
            ["Portal:Reporting"] = "http://127.0.0.1:1",
            ["Portal:Secret"] = PortalSecret,
            ["Security:Authority"] = Issuer.GetLeftPart(UriPartial.Authority),
        });
        await _app.StartAsync();
    }

    public new async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A browser that has not been here before.</summary>
    internal Browser Unknown() => new(_portal, null, "fr");
}
