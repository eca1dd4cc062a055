using System.Text.Json;
using System.Text.Json.Nodes;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing.Broker;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Plumbing.Text;

/// <summary>Null in a list of any contract is told when the message is read, not when somebody stumbles over it.</summary>
public sealed class NoNullsTests
{
    public static TheoryData<string> Contracts =>
        [.. typeof(InterventionConfirmed).Assembly.GetTypes().Where(type => File.Exists(SampleOf(type))).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Null_in_any_list_of_a_contract_is_refused(string contract)
    {
        var type = typeof(InterventionConfirmed).Assembly.GetType(contract)!;
        var sample = File.ReadAllText(SampleOf(type));
        Assert.NotNull(JsonSerializer.Deserialize(sample, type, Wire.Json));
        foreach (var path in Lists(JsonNode.Parse(sample)!, []))
        {
            var broken = JsonNode.Parse(sample)!;
            path.Aggregate(broken, (node, step) => step is int index ? node[index]! : node[(string)step]!).AsArray().Insert(0, null);
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(broken.ToJsonString(), type, Wire.Json));
        }
    }

    private static IEnumerable<object[]> Lists(JsonNode node, object[] path) => node switch
    {
        JsonArray list => list.Select((item, index) => (item, index)).Where(one => one.item is not null).SelectMany(one => Lists(one.item!, [.. path, one.index])).Prepend(path),
        JsonObject fields => fields.Where(field => field.Value is not null).SelectMany(field => Lists(field.Value!, [.. path, field.Key])),
        _ => [],
    };

    private static string SampleOf(Type type) =>
        type.IsDefined(typeof(MassTransit.EntityNameAttribute), inherit: false) ? Path.Combine(Repository.Root, "contracts", "samples", Wire.ContractOf(type) + ".json") : "";
}
