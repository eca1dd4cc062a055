using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Identity.Invitations;

/// <summary>The secret of a link: 256 random bits, of which the hash alone is kept.</summary>
public static class InvitationLink
{
    public const string Path = "/invitation";
    public const string Parameter = "jeton";

    public static string NewToken() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public static string To(string token) => $"{Path}?{Parameter}={token}";

    /// <returns>The token where a path is that of a link; else null.</returns>
    public static string? In(string? path) => path?.StartsWith(To(""), StringComparison.Ordinal) == true ? path[To("").Length..] : null;
}
