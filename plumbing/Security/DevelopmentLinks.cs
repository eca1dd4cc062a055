using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace HourExchange.Plumbing.Security;

/// <summary>
/// Links that sign somebody in for trying, each for one institution and one role: whoever knows the key makes them. The sign-in provider opens them in
/// Development only.
/// </summary>
public static class DevelopmentLinks
{
    public const string Path = "/essai";

    private const int ProofBytes = 16;

    /// <summary>From the slash on.</summary>
    public static string To(string key, string institution, string role) =>
        $"{Path}/{Uri.EscapeDataString(institution)}/{Uri.EscapeDataString(role)}/{Proof(key, institution, role)}";

    public static bool Fits(string key, string institution, string role, string proof) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Proof(key, institution, role)), Encoding.UTF8.GetBytes(proof));

    private static string Proof(string key, string institution, string role) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{institution}\n{role}")).AsSpan(0, ProofBytes));
}
