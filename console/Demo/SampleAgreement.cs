using System.Text.Json;

namespace HourExchange.Console.Demo;

/// <summary>An agreement of the samples with the lists that belong to it: files whose names begin with its ref.</summary>
internal sealed record SampleAgreement(string Ref, IReadOnlyList<string> Parties, JsonElement Content, IReadOnlyList<string> Lists)
{
    /// <exception cref="DemoException">The folder holds no agreements.json, or it is not as expected.</exception>
    public static (IReadOnlyList<JsonElement> Institutions, IReadOnlyList<SampleAgreement> Agreements) Read(string folder)
    {
        var file = Path.Combine(folder, "agreements.json");
        if (!File.Exists(file))
        {
            throw new DemoException($"There is no agreements.json in {folder}.");
        }

        try
        {
            var json = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file));
            var agreements = json.GetProperty("agreements").EnumerateArray().Select(content => Of(folder, content)).ToList();
            return ([.. json.GetProperty("institutions").EnumerateArray()], agreements);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new DemoException($"{file} is not as expected: it holds \"institutions\" and \"agreements\".", exception);
        }
    }

    private static SampleAgreement Of(string folder, JsonElement content)
    {
        var reference = content.GetProperty("ref").GetString()!;
        var lists = Directory.GetFiles(folder, "*.csv")
            .Where(path => Path.GetFileName(path).StartsWith(reference + "-", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).ToList();
        return new SampleAgreement(reference, [.. content.GetProperty("parties").EnumerateArray().Select(party => party.GetString()!)], content, lists);
    }
}
