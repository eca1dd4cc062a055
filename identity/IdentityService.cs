using HourExchange.Contracts.Access;
using HourExchange.Identity.Accounts;
using HourExchange.Identity.Accounts.Addresses;
using HourExchange.Identity.Invitations;
using HourExchange.Identity.Invitations.Accepting;
using HourExchange.Identity.Invitations.Inviting;
using HourExchange.Identity.Invitations.Listing;
using HourExchange.Identity.Keeping;
using HourExchange.Identity.Keys;
using HourExchange.Identity.Mails;
using HourExchange.Identity.Memberships;
using HourExchange.Identity.Memberships.Changing;
using HourExchange.Identity.Memberships.Choosing;
using HourExchange.Identity.Memberships.Reading;
using HourExchange.Identity.Pages;
using HourExchange.Identity.Programs;
using HourExchange.Identity.Programs.Listing;
using HourExchange.Identity.Programs.Making;
using HourExchange.Identity.Programs.Revoking;
using HourExchange.Identity.Providers.Administering;
using HourExchange.Identity.Providers.Entering;
using HourExchange.Identity.Providers.Keeping;
using HourExchange.Identity.Sessions;
using HourExchange.Identity.SigningIn;
using HourExchange.Identity.Tokens;
using HourExchange.Plumbing.Host;
using HourExchange.Plumbing.OpenApi;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HourExchange.Identity;

/// <summary>Who may enter: accounts, memberships, programs. An OpenID Connect provider; another may stand in its place.</summary>
public static class IdentityService
{
    /// <summary>Of a password's hash (PBKDF2 with HMAC-SHA-512), as OWASP advises.</summary>
    public const int PasswordIterations = HouseSignIn.PasswordIterations;

    public static ServiceHost Host { get; } = new()
    {
        Name = "identity",
        Assembly = typeof(IdentityService).Assembly,
        IsSignInProvider = true,
        OperatorRole = Roles.Operator,
        Services = services =>
        {
            services.AddOpenApi(OpenApiSetup.Version, options => options.Describe("identity", typeof(IdentityService).Assembly));
            services.AddSingleton(provider => IdentitySettings.From(provider.GetRequiredService<IConfiguration>()));
            AddKeeping(services);
            AddAccounts(services);
            AddMails(services);
            services.AddSingleton<MembershipQuery>();
            services.AddSingleton<OpenInvitations>();
            services.AddSingleton<InvitationMail>();
            services.AddScoped<InvitationDoor>();
            services.AddScoped<ProgramStore>();
            AddProviders(services);
            services.AddOpenId();
            services.AddHostedService<RegisterPortal>();
            services.AddHostedService<RemoveOld>();
        },
        Before = app =>
        {
            app.UseIssuerAddress();
            app.UsePageFaults();
        },
        Behind = app => app.UseAntiforgery(),
        Endpoints = app =>
        {
            AssetsEndpoint.Map(app);
            LanguageEndpoint.Map(app, PasswordEndpoint.Path);
            PasswordEndpoint.Map(app);
            CodeEndpoint.Map(app);
            PasskeyEndpoint.Map(app);
            ForgottenEndpoint.Map(app);
            ResetEndpoint.Map(app);
            SignOutEndpoint.Map(app);
            TrialEndpoint.Map(app);
            ChooseRoleEndpoint.Map(app);
            AccountEndpoint.Map(app);
            CodesEndpoint.Map(app);
            AcceptInvitationEndpoint.Map(app);
            AuthorizeEndpoint.Map(app);
            TokenEndpoint.Map(app);
            EndSessionEndpoint.Map(app);
            InviteEndpoint.Map(app);
            SendAgainEndpoint.Map(app);
            WithdrawInvitationEndpoint.Map(app);
            InvitationsEndpoint.Map(app);
            PeopleEndpoint.Map(app);
            MembersEndpoint.Map(app);
            GiveRoleEndpoint.Map(app);
            TakeRoleEndpoint.Map(app);
            ChangeAddressEndpoint.Map(app);
            DeletePersonEndpoint.Map(app);
            ConfirmAddressEndpoint.Map(app);
            MakeProgramEndpoint.Map(app);
            ProgramsEndpoint.Map(app);
            RevokeProgramEndpoint.Map(app);
            EnterEndpoint.Map(app);
            ProviderEndpoints.Map(app);
        },
        Verbs = new Dictionary<string, Func<NpgsqlDataSource, TextWriter, Task<int>>>
        {
            ["first-operator"] = (database, output) => FirstOperator.Print(
                database, output, IdentitySettings.From(SecretFiles.OfEnvironment()).Issuer.ToString()),
        },
    };

    private static void AddKeeping(IServiceCollection services)
    {
        services.AddDbContext<IdentityTables>((provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()).UseOpenIddict());
        services.AddDataProtection().SetApplicationName("hourexchange-identity").PersistKeysToDbContext<IdentityTables>();
        // Queries are no news, and a request may hold a name. That keys lie in the database as they are is no news either (docs/operating/sign-in.md).
        services.AddLogging(logging => logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddFilter("OpenIddict", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        services.AddSingleton<SigningKeys>();
        services.AddHostedService<KeepSigningKeys>();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<SigningKeys>((bearer, keys) => bearer.ConfigurationManager = new OwnKeys(keys));
    }

    private static void AddAccounts(IServiceCollection services)
    {
        // It keeps nothing, and what starts with the program needs it too.
        services.AddSingleton<IPasswordHasher<Person>, PasswordHasher<Person>>();
        services.AddIdentityCore<Person>(options =>
        {
            IdentityTables.UsePasskeys(options);
            // Who comes from a provider has none. One account an address: the index says so.
            options.User.RequireUniqueEmail = false;
            options.Lockout.MaxFailedAccessAttempts = Attempts.FailureLimit;
            options.Lockout.DefaultLockoutTimeSpan = Attempts.ClosedFor;
            // PasswordRules has said what a password is.
            options.Password = new PasswordOptions
            {
                RequiredLength = PasswordRules.LengthLeast,
                RequireDigit = false,
                RequireLowercase = false,
                RequireUppercase = false,
                RequireNonAlphanumeric = false,
            };
        }).AddUserStore<PersonStore>().AddSignInManager<HouseSignIn>().AddDefaultTokenProviders().AddTokenProvider<CodesOnce>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddSingleton<KeptSecrets>();
        services.AddHostedService<ProtectKeptSecrets>();
        services.AddScoped(provider => (HouseSignIn)provider.GetRequiredService<SignInManager<Person>>());
        services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = HouseSignIn.PasswordIterations);
        services.Configure<DataProtectionTokenProviderOptions>(links => links.TokenLifespan = TimeSpan.FromHours(1));
        services.AddOptions<IdentityPasskeyOptions>().Configure<IdentitySettings>((passkeys, settings) => passkeys.ServerDomain = settings.Issuer.Host);
        services.AddSingleton<SessionStore>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<Attempts>();
        services.AddScoped<AccountQuery>();
        services.AddScoped<AccountDoor>();
        services.AddScoped<AddressChange>();
        services.AddAuthentication().AddIdentityCookies();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<IdentitySettings>((cookie, settings) =>
        {
            SessionCookie.Configure(cookie, settings, "session");
            cookie.EventsType = typeof(SessionCookie);
            cookie.LoginPath = PasswordEndpoint.Path;
            cookie.ReturnUrlParameter = LocalPath.Parameter;
            // The row decides; the cookie goes with the browser.
            cookie.ExpireTimeSpan = TimeSpan.FromDays(7);
            cookie.SlidingExpiration = false;
        });
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme)
            .Configure<IdentitySettings>((cookie, settings) => SessionCookie.Configure(cookie, settings, "second-factor"));
        services.AddAntiforgery();
        services.AddOptions<Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions>().Configure<IdentitySettings>((forms, settings) =>
        {
            var isSecure = settings.Issuer.Scheme == Uri.UriSchemeHttps;
            forms.Cookie.Name = isSecure ? "__Host-form" : "form";
            forms.Cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        });
    }

    private static void AddProviders(IServiceCollection services)
    {
        services.AddSingleton<ProviderQuery>();
        services.AddSingleton<WaysIn>(provider => async institution =>
            [.. (await provider.GetRequiredService<ProviderQuery>().All()).Where(one => one.Institution == institution).Select(one => (one.Name, one.Path))]);
        services.AddSingleton<ProviderSecrets>();
        services.AddScoped<ProviderDoor>();
        services.AddSingleton<IAuthenticationSchemeProvider, ProviderSchemes>();
        services.AddTransient<OpenIdConnectHandler>();
        services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, ProviderOptions>();
        services.AddSingleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ExternalScheme).Configure<IdentitySettings>((cookie, settings) => SessionCookie.Configure(cookie, settings, "provider"));
    }

    private static void AddMails(IServiceCollection services)
    {
        services.AddSingleton(provider => MailSettings.Read(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>().IsDevelopment()));
        services.AddSingleton<MailQueue>();
        services.AddHostedService<SendMails>();
        services.AddSingleton<ForgottenAddresses>();
        services.AddHostedService<SendResets>();
    }
}
