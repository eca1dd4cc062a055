using System.Text.Json;
using System.Text.Json.Serialization;
using HourExchange.Client.Interventions;
using HourExchange.Plumbing.Text;

namespace HourExchange.Console.Demo;

/// <summary>An agreement of the samples with the lists that belong to it: files whose names begin with its ref.</summary>
internal sealed record SampleAgreement(AgreementContent Content, IReadOnlyList<string> Lists)
{
    public string Ref => Content.Ref;

    public IReadOnlyList<string> Parties => Content.Parties;

    /// <exception cref="DemoException">The folder holds no agreements.json, or it is not as expected.</exception>
    public static (IReadOnlyList<InstitutionRequest> Institutions, IReadOnlyList<SampleAgreement> Agreements) Read(string folder)
    {
        var file = Path.Combine(folder, "agreements.json");
        if (!File.Exists(file))
        {
            throw new DemoException($"There is no agreements.json in {folder}.");
        }

        try
        {
            var samples = StrictJson.Read<Samples>(File.ReadAllText(file));
            return (samples.Institutions, [.. samples.Agreements.Select(content => new SampleAgreement(content, ListsOf(folder, content.Ref)))]);
        }
        catch (JsonException exception)
        {
            throw new DemoException($"{file} is not as expected: it holds \"institutions\" and \"agreements\". {exception.Message}", exception);
        }
    }

    private static string[] ListsOf(string folder, string reference) =>
    [
        .. Directory.GetFiles(folder, "*.csv")
            .Where(path => Path.GetFileName(path).StartsWith(reference + "-", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal),
    ];

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    private sealed record Samples(IReadOnlyList<InstitutionRequest> Institutions, IReadOnlyList<AgreementContent> Agreements);
}
