using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HourExchange.Verifier;

/// <summary>
/// An exported book: one posting a line. The hash of a line is the SHA-256 of its bytes before <c>,"hash"</c>, and each line
/// names the hash of the line before. Every byte of the file is covered by one or the other. docs/canonical-posting.md.
/// </summary>
public static class ExportedBook
{
    private const int LineLimitBytes = 64 * 1024;
    private const int HexLength = 64;
    private static readonly byte[] HashField = Encoding.ASCII.GetBytes(",\"hash\":\"");
    private static readonly byte[] End = Encoding.ASCII.GetBytes("\"}");

    /// <param name="each">Told of every line that holds.</param>
    /// <param name="expectedHash">The hash the book is known to end with, from a report or a signed statement: without it lines missing at the end go unseen.</param>
    public static Verdict Check(Stream export, string? expectedHash, Action<BookLine, JsonElement>? each = null)
    {
        var previous = new string('0', HexLength);
        var rules = new BookRules();
        var line = 0L;
        foreach (var bytes in Lines(export))
        {
            line++;
            if (bytes is null)
            {
                return Verdict.Wrong(line, "the line does not end with a line feed, or is longer than 64 KiB");
            }

            if (CheckHash(bytes, out var hash) is { } why)
            {
                return Verdict.Wrong(line, why);
            }

            try
            {
                using var json = JsonDocument.Parse(bytes);
                var posting = BookLine.Read(json.RootElement);
                why = posting.PreviousHash == previous ? rules.Check(posting, line) : "previousHash: it does not continue the line before";
                if (why is null)
                {
                    each?.Invoke(posting, json.RootElement);
                }
            }
            catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
            {
                why = "it is no posting";
            }

            if (why is not null)
            {
                return Verdict.Wrong(line, why);
            }

            previous = hash;
        }

        return Conclude(rules, line, previous, expectedHash);
    }

    private static Verdict Conclude(BookRules rules, long lines, string hash, string? expectedHash)
    {
        if (expectedHash is not null && expectedHash != hash)
        {
            return Verdict.Wrong(lines, $"the book ends with {hash}, not with {expectedHash}");
        }

        var stands = string.Join(", ", rules.Balances.Select(balance => string.Create(CultureInfo.InvariantCulture, $"{balance.Key} {balance.Value:+0;-0;0} min")));
        return new Verdict(true, string.Create(CultureInfo.InvariantCulture, $"{rules.Book ?? "empty book"}: {lines} postings, chain unbroken, last hash {hash}; {stands}"));
    }

    /// <summary>The lines without their line feed; null for one that has none or is too long.</summary>
    private static IEnumerable<byte[]?> Lines(Stream export)
    {
        using var buffered = new BufferedStream(export, 1 << 16);
        var line = new List<byte>(1024);
        for (var next = buffered.ReadByte(); next >= 0; next = buffered.ReadByte())
        {
            if (next == '\n')
            {
                yield return [.. line];
                line.Clear();
            }
            else if (line.Count >= LineLimitBytes)
            {
                yield return null;
                yield break;
            }
            else
            {
                line.Add((byte)next);
            }
        }

        if (line.Count > 0)
        {
            yield return null;
        }
    }

    private static string? CheckHash(byte[] line, out string hash)
    {
        hash = "";
        var tail = HashField.Length + HexLength + End.Length;
        if (line.Length <= tail
            || !line.AsSpan(line.Length - tail, HashField.Length).SequenceEqual(HashField)
            || !line.AsSpan(line.Length - End.Length).SequenceEqual(End))
        {
            return "it does not end with its hash";
        }

        hash = Encoding.ASCII.GetString(line, line.Length - End.Length - HexLength, HexLength);
        var computed = Convert.ToHexStringLower(SHA256.HashData(line.AsSpan(0, line.Length - tail)));
        return computed == hash ? null : $"its content gives the hash {computed}, it says {hash}";
    }
}
