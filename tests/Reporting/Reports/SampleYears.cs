using System.Globalization;
using System.Text.Json;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing.Text;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.Reporting.Reports;

/// <summary>The project's own samples: an agreement and its lists, brought in and confirmed by all parties.</summary>
/// <param name="First">In which each academic year begins.</param>
internal sealed record SampleYears(string Agreement, string[] Parties, IReadOnlyList<int> First)
{
    public IEnumerable<string> Labels => First.Select(year => $"{year}-{year + 1}");

    /// <summary>Brought in, confirmed, posted and reported.</summary>
    public static async Task<SampleYears> Posted(House house, string agreement)
    {
        using var samples = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "agreements.json")));
        var content = samples.RootElement.GetProperty("agreements").EnumerateArray().Single(one => one.GetProperty("ref").GetString() == agreement)
            .Deserialize<AgreementContent>(StrictJson.Options)!;
        await Agreeing.Institutions(house);
        await Agreeing.InForce(house, content);
        var lists = Directory.GetFiles(Path.Combine(Repository.Root, "samples"), $"{agreement.ToLowerInvariant()}-*.csv").Order(StringComparer.Ordinal).ToList();
        var lines = 0;
        foreach (var list in lists)
        {
            var import = (await (await house.As(content.Parties[0], "registrar")).PostRaw($"imports?agreement={agreement}", await File.ReadAllBytesAsync(list))).Is(200);
            lines += import["accepted"].GetInt32();
            foreach (var party in content.Parties)
            {
                (await (await house.As(party, "approver")).Post("interventions/confirmations", new { import = import["import"].GetString() })).Is(200);
            }
        }

        var sample = new SampleYears(agreement, [.. content.Parties], [.. lists.Select(list => int.Parse(Path.GetFileName(list)[(agreement.Length + 1)..][..4], CultureInfo.InvariantCulture))]);
        await PrintedReports.Await(await house.As(content.Parties[0], "finance"), agreement, sample.Labels.Last(), lines);
        return sample;
    }
}
