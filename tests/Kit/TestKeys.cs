using System.Security.Cryptography;
using HourExchange.Plumbing.Security;

namespace HourExchange.Tests.Kit;

/// <summary>The key that signs the tests' tokens.</summary>
internal static class TestKeys
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("hourexchange-test-").FullName;

    public static ECDsa Private { get; } = Create();

    public static string PublicFile => Path.Combine(Folder, "key.pub");

    public static string Token(string institution, string role, string? subject = null, DateTimeOffset? issued = null, string audience = TokenSettings.Audience) =>
        DevelopmentTokens.Sign(Private, new Caller(institution, role, subject ?? $"{institution}-{role}"), issued ?? TimeProvider.System.GetUtcNow(), audience);

    private static ECDsa Create()
    {
        var file = Path.Combine(Folder, "key");
        DevelopmentTokens.EnsureKey(file);
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key;
    }
}
