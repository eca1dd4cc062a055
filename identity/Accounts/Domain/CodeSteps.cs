using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace HourExchange.Identity.Accounts.Domain;

/// <summary>Codes of an application (TOTP, RFC 6238: HMAC-SHA-1, six digits, steps of 30 s), and at which step one stands.</summary>
public static class CodeSteps
{
    public const int StepSeconds = 30;

    /// <summary>Steps before and after now that are taken: a telephone's clock may go wrong by a minute.</summary>
    public const int Around = 2;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>A code stands once (RFC 6238, 5.2): neither it nor one before it is taken after it.</summary>
    /// <param name="key">In base 32, as the application was given it.</param>
    /// <param name="now">The step of this moment.</param>
    /// <param name="last">The step of the code that was taken last; null: none was.</param>
    /// <returns>The step of the code; null: it is not to be taken.</returns>
    public static long? Find(string key, string code, long now, long? last)
    {
        var secret = Bytes(key);
        for (var step = now - Around; step <= now + Around; step++)
        {
            if (!(step <= last) && CryptographicOperations.FixedTimeEquals(CodeAt(secret, step), System.Text.Encoding.ASCII.GetBytes(code)))
            {
                return step;
            }
        }

        return null;
    }

    private static byte[] CodeAt(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // What the applications of codes speak.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return System.Text.Encoding.ASCII.GetBytes((number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture));
    }

    private static byte[] Bytes(string base32)
    {
        var bytes = new byte[base32.Length * 5 / 8];
        int held = 0, bits = 0, at = 0;
        foreach (var letter in base32)
        {
            held = (held << 5) | Base32.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[at++] = (byte)(held >> bits);
                held &= (1 << bits) - 1;
            }
        }

        return bytes;
    }
}
