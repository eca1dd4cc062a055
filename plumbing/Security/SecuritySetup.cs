using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.Tokens;

namespace HourExchange.Plumbing.Security;

/// <summary>
/// Bearer tokens. In Development the key of <c>./hx token</c> (Security:DevelopmentKey, its public half); elsewhere the
/// keys that the sign-in provider publishes (Security:Authority).
/// </summary>
public static class SecuritySetup
{
    /// <exception cref="InvalidOperationException">Development keys outside Development, or no keys at all: the service must not start.</exception>
    public static IServiceCollection AddTokens(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var developmentKey = configuration["Security:DevelopmentKey"] is { Length: > 0 } key ? key : null;
        var authority = configuration["Security:Authority"] is { Length: > 0 } address ? address : null;
        if (developmentKey is not null && !environment.IsDevelopment())
        {
            throw new InvalidOperationException("Security:DevelopmentKey is set outside Development: development tokens are never accepted there.");
        }

        if (developmentKey is null && authority is null)
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
            else
            {
                options.Authority = authority;
            }
        });
        // No fallback policy: it would answer 403 for paths that do not exist. A test sees that every endpoint has its own.
        services.AddAuthorization();
        return services;
    }

    /// <summary>The endpoint's policy: a token of one of these roles, with an institution and a subject.</summary>
    public static TBuilder For<TBuilder>(this TBuilder endpoint, params string[] roles) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy
            .RequireClaim(Caller.InstitutionClaim)
            .RequireClaim(Caller.SubjectClaim)
            .RequireClaim(Caller.RoleClaim, roles));

    /// <summary>The endpoint's policy: a token of any role, with an institution and a subject.</summary>
    public static TBuilder ForAnyRole<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy
            .RequireClaim(Caller.InstitutionClaim)
            .RequireClaim(Caller.SubjectClaim)
            .RequireClaim(Caller.RoleClaim));

    private static ECDsaSecurityKey ReadPublicKey(string file)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return new ECDsaSecurityKey(key);
    }
}
