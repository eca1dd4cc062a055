using System.Security.Cryptography;
using System.Text;

namespace HourExchange.Plumbing.Text;

/// <summary>SHA-256 in lower-case hexadecimal: how contents are named wherever people compare or consent to them.</summary>
public static class ContentHash
{
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}

/// <summary>A content as JSON, kept byte for byte, and its hash.</summary>
public sealed record HashedText(string Text, string Hash)
{
    public static HashedText Of<T>(T content)
    {
        var text = StrictJson.Write(content);
        return new HashedText(text, ContentHash.Of(text));
    }
}

/// <summary>The hash over many texts, each with a line feed, and their number.</summary>
public sealed class LinesHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public int Count { get; private set; }

    public void Add(string line)
    {
        _hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        Count++;
    }

    /// <summary>Of what was added until now.</summary>
    public string Hash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();
}
