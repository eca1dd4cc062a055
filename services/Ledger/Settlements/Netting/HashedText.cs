using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HourExchange.Plumbing.Http;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>A content as JSON, kept byte for byte, and the SHA-256 of it in lower-case hexadecimal.</summary>
internal sealed record HashedText(string Text, string Hash)
{
    public static HashedText Of<T>(T content)
    {
        var text = JsonSerializer.Serialize(content, HttpJson.Options);
        return new HashedText(text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }
}
