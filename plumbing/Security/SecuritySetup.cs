using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HourExchange.Plumbing.Security;

/// <summary>
/// Bearer tokens of the sign-in provider (Security:Authority), signed with the keys that it publishes; in Development also those
/// of <c>./hx token</c> (Security:DevelopmentKey, the public half of their key).
/// </summary>
public static class SecuritySetup
{
    /// <param name="operatorRole">The role of who runs the exchange, which is of no institution.</param>
    /// <param name="isProvider">This program is the sign-in provider: it knows its keys itself, and asks nobody for them.</param>
    /// <exception cref="InvalidOperationException">Development keys outside Development, no keys at all, or keys read where others can listen: the service must not start.</exception>
    public static IServiceCollection AddTokens(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment, string operatorRole, bool isProvider = false)
    {
        var developmentKey = configuration["Security:DevelopmentKey"] is { Length: > 0 } key ? key : null;
        var provider = SignInAddress.From(configuration);
        if (developmentKey is not null && !environment.IsDevelopment())
        {
            throw new InvalidOperationException("Security:DevelopmentKey is set outside Development: development tokens are never accepted there.");
        }

        if (developmentKey is null && provider is null)
        {
            throw new InvalidOperationException("Neither Security:Authority nor, in Development, Security:DevelopmentKey says whose tokens to accept.");
        }

        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidAudience = TokenSettings.Audience,
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                RequireSignedTokens = true,
                RequireExpirationTime = true,
                ClockSkew = TimeSpan.FromSeconds(30),
                RoleClaimType = Caller.RoleClaim,
                NameClaimType = Caller.SubjectClaim,
            };
            if (developmentKey is not null)
            {
                options.TokenValidationParameters.ValidIssuer = TokenSettings.DevelopmentIssuer;
                options.TokenValidationParameters.IssuerSigningKey = ReadPublicKey(developmentKey);
            }

            if (provider is not null)
            {
                options.MetadataAddress = isProvider ? "" : provider.Metadata.AbsoluteUri;
                // Whether it may be plain was judged above.
                options.RequireHttpsMetadata = false;
                // The issuer that the settings name, whatever the metadata say.
                options.TokenValidationParameters.ValidIssuers = Spellings(configuration[SignInAddress.AuthoritySetting]!);
            }

            options.Events = new JwtBearerEvents
            {
                OnTokenValidated = validated =>
                {
                    var payload = validated.SecurityToken is JsonWebToken token ? Base64UrlEncoder.Decode(token.EncodedPayload) : "";
                    if ((TokenClaims.FaultAsWritten(payload) ?? TokenClaims.Fault(validated.Principal!, operatorRole)) is { } fault)
                    {
                        validated.Fail(fault);
                    }

                    return Task.CompletedTask;
                },
            };
        });
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new SignInProvider(isProvider ? null : provider));
        services.AddSingleton<SignInWatch>();
        services.AddHostedService(found => found.GetRequiredService<SignInWatch>());
        // No fallback policy: it would answer 403 for paths that do not exist. A test sees that every endpoint has its own.
        services.AddAuthorization();
        return services;
    }

    /// <summary>The endpoint's policy: a token of one of these roles; a program's within its scopes.</summary>
    public static TBuilder For<TBuilder>(this TBuilder endpoint, params string[] roles) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireClaim(Caller.RoleClaim, roles).AddRequirements(new WithinScopes()));

    /// <summary>The endpoint's policy: a token of any role; a program's within its scopes.</summary>
    public static TBuilder ForAnyRole<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireClaim(Caller.RoleClaim).AddRequirements(new WithinScopes()));

    /// <summary>Programs enter with one of these scopes; with none named no program does. What is not said: programs that may read enter what only reads.</summary>
    public static TBuilder ByPrograms<TBuilder>(this TBuilder endpoint, params string[] scopes) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new ProgramScopes(scopes));

    // Providers write their address with a slash at its end, or without.
    private static string[] Spellings(string authority) => [authority.TrimEnd('/'), authority.TrimEnd('/') + "/"];

    private static ECDsaSecurityKey ReadPublicKey(string file)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return new ECDsaSecurityKey(key);
    }
}
