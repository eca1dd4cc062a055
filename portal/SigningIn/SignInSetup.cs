using System.Security.Claims;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace HourExchange.Portal.SigningIn;

/// <summary>Signing in at the provider (OpenID Connect: code flow with PKCE); a cookie remembers it.</summary>
public static class SignInSetup
{
    public const string Scheme = "sign-in";
    public const string CallbackPath = "/signin-oidc";
    public const string SignedOutPath = "/signout-callback-oidc";

    private static readonly Action<ILogger, string, Exception?> SayFailed =
        LoggerMessage.Define<string>(LogLevel.Warning, new EventId(1, "sign-in-failed"), "A sign-in came to nothing: {Why}");

    public static void AddSignIn(this IServiceCollection services, PortalSettings settings)
    {
        services.AddSingleton<TokenRefresh>();
        services.AddScoped<SessionEvents>();
        var schemes = services.AddAuthentication(options =>
        {
            options.DefaultScheme = PortalSession.Scheme;
            options.DefaultForbidScheme = PortalSession.Scheme;
            options.DefaultChallengeScheme = settings.Authority is null ? PortalSession.Scheme : Scheme;
        });
        schemes.AddCookie(PortalSession.Scheme, cookie =>
        {
            cookie.Cookie.Name = PortalSession.Cookie;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = PortalSession.Lifetime;
            cookie.SlidingExpiration = true;
            cookie.EventsType = typeof(SessionEvents);
        });
        if (settings.Authority is { } authority)
        {
            schemes.AddOpenIdConnect(Scheme, provider => Describe(provider, authority, settings));
        }

        services.AddAuthorization();
    }

    private static void Describe(OpenIdConnectOptions provider, Uri authority, PortalSettings settings)
    {
        provider.Authority = authority.ToString();
        // Whether it may be plain was judged with the settings.
        provider.RequireHttpsMetadata = false;
        provider.SignInScheme = PortalSession.Scheme;
        provider.ClientId = PortalSettings.ClientId;
        provider.ClientSecret = settings.Secret;
        provider.ResponseType = OpenIdConnectResponseType.Code;
        provider.ResponseMode = OpenIdConnectResponseMode.Query;
        provider.UsePkce = true;
        provider.SaveTokens = true;
        provider.MapInboundClaims = false;
        provider.DisableTelemetry = true;
        provider.Scope.Clear();
        provider.Scope.Add("openid");
        provider.Scope.Add("offline_access");
        provider.CallbackPath = CallbackPath;
        provider.SignedOutCallbackPath = SignedOutPath;
        provider.NonceCookie.SameSite = provider.CorrelationCookie.SameSite = SameSiteMode.Lax;
        provider.NonceCookie.SecurePolicy = provider.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // Exchanging the code ends a sign-in, which a cold provider may take long over; whatever a page waits for is bounded as pages are.
        provider.BackchannelTimeout = TimeSpan.FromSeconds(15);
        provider.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
            settings.Metadata!.AbsoluteUri, new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(new HttpClient { Timeout = Patience.OfPages }) { RequireHttps = provider.RequireHttpsMetadata });
        provider.TokenValidationParameters.NameClaimType = Caller.SubjectClaim;
        provider.TokenValidationParameters.RoleClaimType = Caller.RoleClaim;
        provider.Events.OnTokenValidated = context =>
        {
            // Pages go by what the services go by: the access token, which came from the provider itself.
            if (context.TokenEndpointResponse?.AccessToken is { } token && TokenRefresh.CallerIn(token) is { } caller)
            {
                context.Principal = PortalSession.PrincipalOf(caller);
            }
            else
            {
                context.Fail("The access token names no subject, institution and role.");
            }

            return Task.CompletedTask;
        };
        provider.Events.OnRedirectToIdentityProvider = context =>
        {
            if (context.Properties.Items.TryGetValue(RoleEndpoint.Prompt, out var prompt) && prompt is not null)
            {
                context.ProtocolMessage.Prompt = prompt;
            }

            return Task.CompletedTask;
        };
        provider.Events.OnRemoteFailure = context =>
        {
            // A sign-in that was given up, or whose cookies are gone: begin again, from a page that says so.
            SayFailed(context.HttpContext.RequestServices.GetRequiredService<ILogger<OpenIdConnectHandler>>(), context.Failure?.Message ?? "no reason", null);
            context.Response.Redirect(SignedOutEndpoint.FailedPath);
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }
}
