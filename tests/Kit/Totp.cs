using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace HourExchange.Tests.Kit;

/// <summary>An application of codes: RFC 6238, SHA-1, 30 s, six digits.</summary>
internal static class Totp
{
    /// <param name="stepsAhead">A code is taken once: who needs another one in the same half minute takes the next.</param>
    public static string Code(string base32, int stepsAhead = 0)
    {
        var bits = string.Concat(base32.ToUpperInvariant().Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2)).ToArray();
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + stepsAhead);
#pragma warning disable CA5350 // What the applications of codes speak.
        var hash = HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }
}
