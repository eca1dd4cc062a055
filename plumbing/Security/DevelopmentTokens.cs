using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HourExchange.Plumbing.Security;

/// <summary>Signs tokens with a key that lies beside the checkout. Services accept them in Development only.</summary>
public static class DevelopmentTokens
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>Makes the key pair if it is not there: <c>NAME</c> for the private key and <c>NAME.pub</c> for the public one.</summary>
    public static void EnsureKey(string privateKeyFile)
    {
        if (File.Exists(privateKeyFile))
        {
            return;
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.WriteAllText(privateKeyFile + ".pub", key.ExportSubjectPublicKeyInfoPem());
        using var writer = new StreamWriter(privateKeyFile, options);
        writer.Write(key.ExportPkcs8PrivateKeyPem());
    }

    /// <param name="subject">Defaults to <c>institution-role</c>.</param>
    public static string Sign(string privateKeyFile, string institution, string role, string? subject, DateTimeOffset now)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(privateKeyFile));
        return Sign(key, new Caller(institution, role, subject ?? $"{institution}-{role}"), now, TokenSettings.Audience);
    }

    public static string Sign(ECDsa key, Caller caller, DateTimeOffset now, string audience) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = TokenSettings.DevelopmentIssuer,
        Audience = audience,
        IssuedAt = now.UtcDateTime,
        NotBefore = now.UtcDateTime,
        Expires = now.Add(Lifetime).UtcDateTime,
        Claims = new Dictionary<string, object>
        {
            [Caller.SubjectClaim] = caller.Subject,
            [Caller.InstitutionClaim] = caller.Institution,
            [Caller.RoleClaim] = caller.Role,
        },
        SigningCredentials = new SigningCredentials(
            new ECDsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } },
            SecurityAlgorithms.EcdsaSha256),
    });
}
