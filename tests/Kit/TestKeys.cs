using System.Security.Cryptography;
using HourExchange.Plumbing.Security;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HourExchange.Tests.Kit;

/// <summary>The key that signs the tests' tokens.</summary>
internal static class TestKeys
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("hourexchange-test-").FullName;

    public static ECDsa Private { get; } = Create();

    public static string PublicFile => Path.Combine(Folder, "key.pub");

    public static string Token(string institution, string role, string? subject = null, DateTimeOffset? issued = null, string audience = TokenSettings.Audience) =>
        DevelopmentTokens.Sign(Private, new Caller(institution, role, subject ?? $"{institution}-{role}"), issued ?? TimeProvider.System.GetUtcNow(), audience);

    /// <summary>A token with whatever claims, well signed.</summary>
    public static string TokenOf(Dictionary<string, object> claims, string? issuer = null, string algorithm = SecurityAlgorithms.EcdsaSha256, SecurityKey? key = null) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = true }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? TokenSettings.DevelopmentIssuer,
            Audience = TokenSettings.Audience,
            Claims = claims,
            SigningCredentials = new SigningCredentials(key ?? new ECDsaSecurityKey(Private), algorithm),
        });

    /// <summary>A token of this very text, well signed: JSON may say a thing twice, a dictionary may not.</summary>
    public static string TokenOf(string payload) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(payload, new SigningCredentials(new ECDsaSecurityKey(Private), SecurityAlgorithms.EcdsaSha256));

    private static ECDsa Create()
    {
        var file = Path.Combine(Folder, "key");
        DevelopmentTokens.EnsureKey(file);
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key;
    }
}
