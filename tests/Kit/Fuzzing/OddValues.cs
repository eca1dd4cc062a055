using System.Text.Json.Nodes;

namespace HourExchange.Tests.Kit.Fuzzing;

/// <summary>What nobody should send: wrong kinds, ends of ranges, letters that programs trip over.</summary>
internal sealed class OddValues(Random random)
{
    private const string HalfLetter = "@@half@@";
    private const string Huge = "@@huge@@";

    private static readonly string[] Texts =
    [
        "", " ", "\0", "a\0b", HalfLetter, "\u202Eabc", "e\u0301", "\uFEFF", "😀", "'", "\"", "\\", "%", "%00", "..", "../..", "/", ";drop table x;--", "=1+1", "<script>", "null", "NaN",
        "0", "-1", "1e9", "9999-12-31", "0001-01-01", "2014-02-30", "2015-13-01", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2014-10-01T25:00:00Z", "9999-0000", "0001-0002", "9998-9999",
        "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "*", "HETS-HG", "hets-hg", "a/b", "1/0", "0/1", "-1/2", "1/99999999999999999999", "0.005", "99999999999999999999.99",
        new('x', 300), new('x', 5_000), new('9', 400), new('é', 2_000),
    ];

    private static readonly Func<JsonNode?>[] Others =
    [
        () => null, () => true, () => 0, () => -1, () => int.MaxValue, () => int.MinValue, () => long.MaxValue, () => long.MinValue, () => 0.1, () => 1e300, () => 79228162514264337593543950335m,
        () => Huge, () => new JsonArray(), () => new JsonArray(null, null), () => new JsonObject(), () => new JsonObject { [""] = "" }, () => new JsonArray(Enumerable.Range(0, 2_000).Select(number => (JsonNode?)number).ToArray()),
        Deep,
    ];

    public string Text() => Texts[random.Next(Texts.Length)];

    public JsonNode? Any() => random.Next(2) == 0 ? Text() : Others[random.Next(Others.Length)]();

    /// <summary>What a writer of JSON would not write: half a letter, a number beyond all, a name twice.</summary>
    public string Written(string json)
    {
        json = json.Replace(HalfLetter, "\\ud800", StringComparison.Ordinal).Replace($"\"{Huge}\"", "1e400", StringComparison.Ordinal);
        return random.Next(60) switch
        {
            0 => json.Replace("{\"", "{\"id\":1,\"id\":2,\"", StringComparison.Ordinal),
            1 => json[..random.Next(json.Length + 1)],
            2 => json + json,
            _ => json,
        };
    }

    private static JsonNode? Deep()
    {
        JsonNode deep = new JsonArray();
        for (var level = 0; level < 60; level++)
        {
            deep = new JsonArray(deep);
        }

        return deep;
    }
}
