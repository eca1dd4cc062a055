using HourExchange.Client.Identity;
using HourExchange.Client.Interventions;
using HourExchange.Client.Ledger;
using HourExchange.Client.Reporting;
using HourExchange.Plumbing.Http;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace HourExchange.Portal.Asking;

public static class AskingSetup
{
    public static void AddHouse(this IServiceCollection services, PortalSettings settings)
    {
        services.AddHttpContextAccessor();
        services.AddTransient<CallerToken>();
        services.AddScoped<House>();
        services.AddScoped<AtHand>();
        services.AddScoped<ServiceFiles>();
        Add<InterventionsClient>(services, settings.Interventions);
        Add<LedgerClient>(services, settings.Ledger);
        Add<ReportingClient>(services, settings.Reporting);
        if (settings.Identity is { } identity)
        {
            Add<IdentityClient>(services, identity);
        }
    }

    private static void Address(HttpClient http, Uri address)
    {
        (http.BaseAddress, http.Timeout) = (address, Timeout.InfiniteTimeSpan);
        // Where a service waits for another it answers while the page still waits for it.
        http.DefaultRequestHeaders.Add(Preference.Header, $"wait={(int)Patience.OfPages.TotalSeconds}");
    }

    private static void Add<TClient>(IServiceCollection services, Uri address) where TClient : class
    {
        var client = services.AddHttpClient<TClient>(http => Address(http, address))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { ConnectTimeout = Patience.OfConnecting, PooledConnectionLifetime = TimeSpan.FromMinutes(5), UseCookies = false, AllowAutoRedirect = false })
            .AddHttpMessageHandler<CallerToken>();
        client.AddResilienceHandler("patience", (pipeline, context) =>
        {
            var http = context.ServiceProvider.GetRequiredService<IHttpContextAccessor>();
            var clock = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.AddTimeout(new HttpTimeoutStrategyOptions { TimeoutGenerator = _ => ValueTask.FromResult(Patience.Left(http.HttpContext, clock)) });
            // What is read may be asked again. What is written is sent once: the person sends it again, with the key of the form.
            var again = new HttpRetryStrategyOptions { MaxRetryAttempts = 1, Delay = TimeSpan.FromMilliseconds(100), UseJitter = true };
            again.DisableForUnsafeHttpMethods();
            pipeline.AddRetry(again);
            pipeline.AddTimeout(new HttpTimeoutStrategyOptions
            {
                TimeoutGenerator = args => ValueTask.FromResult(args.Context.GetRequestMessage()?.Method == HttpMethod.Get && !Patience.IsLong(http.HttpContext) ? Patience.OfRead : Timeout.InfiniteTimeSpan),
            });
        });
    }
}
