using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace HourExchange.Interventions.Calendars.Opening;

/// <summary>The secret part of a calendar's address: 32 random bytes in base64url. Only its SHA-256 is kept.</summary>
internal static class CalendarAddress
{
    private const int SecretBytes = 32;

    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <returns>Null for what cannot be a token.</returns>
    public static byte[]? HashOf(string token) =>
        token.Length == Base64Url.GetEncodedLength(SecretBytes) ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null;

    public static string Path(string token) => $"/calendar/{token}.ics";
}
