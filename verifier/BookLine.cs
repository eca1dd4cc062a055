using System.Text.Json;

namespace HourExchange.Verifier;

/// <summary>What the checks need of a line of an exported book (docs/canonical-posting.md).</summary>
/// <param name="Keys">Institution, subject and moment of each key.</param>
public sealed record BookLine(
    string Book, long Number, string Kind, string Line, int Revision, BookAccount Debit, BookAccount Credit, int Minutes, string Year, string LineDate,
    string ValueDate, long? Reverses, long? TaughtMinutes, long? CoefficientNumerator, long? CoefficientDenominator, IReadOnlyList<string> Keys,
    string PostedAt, string PreviousHash, string Hash)
{
    internal static BookLine Read(JsonElement json) => new(
        Text(json, "book"), json.GetProperty("number").GetInt64(), Text(json, "kind"), Text(json, "line"), json.GetProperty("revision").GetInt32(),
        BookAccount.Read(json.GetProperty("debit")), BookAccount.Read(json.GetProperty("credit")), json.GetProperty("minutes").GetInt32(),
        Text(json, "year"), Text(json, "lineDate"), Text(json, "valueDate"), Optional(json, "reverses"), Optional(json, "taughtMinutes"),
        Optional(json, "coefficientNumerator"), Optional(json, "coefficientDenominator"),
        [.. json.GetProperty("keys").EnumerateArray().Select(key => $"{Text(key, "institution")} {Text(key, "subject")} {key.GetProperty("at").GetDateTimeOffset():O}")],
        Text(json, "postedAt"), Text(json, "previousHash"), Text(json, "hash"));

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException(name);

    private static long? Optional(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.GetInt64() : null;
}
