using HourExchange.Plumbing.Host;
using HourExchange.Plumbing.Telemetry;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Portal.ToDo;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;

namespace HourExchange.Portal;

/// <summary>The pages as a program: it keeps nothing, decides nothing, and asks the services for whoever is signed in.</summary>
public static class PortalHost
{
    /// <summary>Of a form without files.</summary>
    private const long FormLimitBytes = 1024 * 1024;

    /// <summary>Of fields: a bulk confirmation names each line.</summary>
    private const int FieldLimit = 2_000;

    /// <param name="change">Last word on the services, for tests.</param>
    /// <exception cref="InvalidOperationException">A setting is missing: the portal must not start.</exception>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? change = null, IDictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = [.. args, "--hostBuilder:reloadConfigOnChange=false"],
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = ProgramEnvironment.Of(args),
        });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Configuration.AddSecretFiles();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = FormLimitBytes;
        });
        builder.Logging.AddLogLines().AddFilter("System.Net.Http", LogLevel.Warning).AddFilter("Polly", LogLevel.None)
            // That keys lie in the folder as they are is said where it is set.
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        var told = PortalSettings.From(builder.Configuration, builder.Environment);
        var services = builder.Services;
        services.AddSingleton(told);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<RequestLog>();
        services.AddTelemetry("portal");
        services.AddHouse(told);
        services.AddSignIn(told);
        services.AddAntiforgery(forms => forms.Cookie.Name = "hourexchange-portal-form");
        services.Configure<FormOptions>(forms => (forms.ValueCountLimit, forms.BufferBody) = (FieldLimit, false));
        services.AddMemoryCache(cache => cache.SizeLimit = 10_000);
        services.AddScoped<WaitingLists>();
        services.AddScoped<WaitingCount>();
        services.AddSingleton<ResultLink>();
        // The token of a form is new in each page, so that its compressed size tells nothing about it.
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html", "text/css", "text/javascript"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = System.IO.Compression.CompressionLevel.Optimal);
        var keys = services.AddDataProtection().SetApplicationName("hourexchange-portal");
        if (told.KeyFolder is { } folder)
        {
            keys.PersistKeysToFileSystem(new DirectoryInfo(folder));
        }

        change?.Invoke(services);

        var app = builder.Build();
        RequestLog.Use(app);
        if (told.Address is { } address)
        {
            // A proxy with TLS asks in plain words: cookies, forms and the way back from sign-in go by what browsers see.
            app.Use((http, next) =>
            {
                (http.Request.Scheme, http.Request.Host) = (address.Scheme, new HostString(address.Authority));
                return next(http);
            });
        }

        app.UseResponseCompression();
        app.Use((http, next) =>
        {
            Patience.Begin(http, http.RequestServices.GetRequiredService<TimeProvider>());
            return next(http);
        });
        app.UsePageFaults();
        app.UseRouting();
        app.UseAuthentication();
        app.UseFormGuard();
        app.UseAuthorization();
        RequestLog.UseScope(app);
        app.UseAntiforgery();
        PortalPages.Map(app);
        return app;
    }
}
