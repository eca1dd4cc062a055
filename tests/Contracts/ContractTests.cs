using System.Text.Json;
using System.Text.Json.Nodes;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Host;
using HourExchange.Tests.Kit;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Contracts;

/// <summary>Published is final: names and fields on the wire are frozen here, additions excepted.</summary>
public sealed class ContractTests
{
    private static readonly string Samples = Path.Combine(Repository.Root, "contracts", "samples");

    private static readonly Dictionary<string, string> Frozen = new()
    {
        ["AgreementTermsChanged"] = "interventions.agreement-terms-changed.v1",
        ["InterventionConfirmed"] = "interventions.intervention-confirmed.v1",
        ["MeetingRecorded"] = "interventions.meeting-recorded.v1",
        ["ActionChanged"] = "interventions.action-changed.v1",
        ["CommitmentChanged"] = "interventions.commitment-changed.v1",
        ["CommitteeChanged"] = "interventions.committee-changed.v1",
        ["MeansNoted"] = "interventions.means-noted.v1",
        ["PlacementsCounted"] = "interventions.placements-counted.v1",
        ["HoursPosted"] = "ledger.hours-posted.v1",
        ["InterventionRequested"] = "interventions.intervention-requested.v1",
        ["InterventionApproved"] = "interventions.intervention-approved.v1",
        ["InterventionDeclined"] = "interventions.intervention-declined.v1",
        ["InterventionDelivered"] = "interventions.intervention-delivered.v1",
        ["InterventionDisputed"] = "interventions.intervention-disputed.v1",
        ["InterventionCancelled"] = "interventions.intervention-cancelled.v1",
        ["InterventionCorrected"] = "interventions.intervention-corrected.v1",
        ["LineRecorded"] = "interventions.line-recorded.v1",
        ["YearLinesCounted"] = "interventions.year-lines-counted.v1",
        ["YearEndAsked"] = "ledger.year-end-asked.v1",
        ["YearClosed"] = "ledger.year-closed.v1",
        ["YearReopened"] = "ledger.year-reopened.v1",
        ["YearDrafted"] = "ledger.year-drafted.v1",
        ["DraftWithdrawn"] = "ledger.draft-withdrawn.v1",
        ["StatementSigned"] = "ledger.statement-signed.v1",
        ["SettlementAgreed"] = "ledger.settlement-agreed.v1",
        ["SettlementPaid"] = "ledger.settlement-paid.v1",
        ["PaymentWithdrawn"] = "ledger.payment-withdrawn.v1",
        ["SettlementNetted"] = "ledger.settlement-netted.v1",
        ["PostingRefused"] = "ledger.posting-refused.v1",
        ["BookHead"] = "ledger.book-head.v1",
        ["PostingsAsked"] = "reporting.postings-asked.v1",
        ["RecordsAsked"] = "reporting.records-asked.v1",
        ["ReportBuilt"] = "reporting.report-built.v1",
        ["AgreementRecords"] = "interventions.agreement-records.v1",
        ["BookRecords"] = "ledger.book-records.v1",
    };

    public static TheoryData<string> WireNames => [.. Frozen.Values];

    [Fact]
    public void Wire_names_are_frozen() => Assert.Equal(
        Frozen.OrderBy(name => name.Key, StringComparer.Ordinal),
        Contracts().ToDictionary(type => type.Name, Wire.ContractOf).OrderBy(name => name.Key, StringComparer.Ordinal));

    [Fact]
    public void Urns_carry_the_same_names() => Assert.All(
        Contracts(), type => Assert.Equal("urn:message:" + Frozen[type.Name], MessageUrn.ForTypeString(type)));

    [Theory]
    [MemberData(nameof(WireNames))]
    public void The_sample_of_each_contract_is_read_and_written_unchanged(string name)
    {
        var type = Contracts().Single(type => Wire.ContractOf(type) == name);
        var sample = File.ReadAllText(Path.Combine(Samples, name + ".json")).Trim();
        var written = JsonSerializer.Serialize(JsonSerializer.Deserialize(sample, type, Wire.Json), type, new JsonSerializerOptions(Wire.Json) { WriteIndented = true });
        Assert.Equal(sample, written);
    }

    public static TheoryData<string> EarlierSamples => [.. Directory.GetFiles(Path.Combine(Samples, "earlier")).Select(file => Path.GetFileName(file))];

    /// <summary>As a contract was published before it grew: a message of then may still lie in a queue, or be replayed.</summary>
    [Theory]
    [MemberData(nameof(EarlierSamples))]
    public void What_was_published_before_a_contract_grew_is_still_read(string file)
    {
        var type = Contracts().Single(type => Wire.ContractOf(type) + ".json" == file);
        var earlier = JsonNode.Parse(File.ReadAllText(Path.Combine(Samples, "earlier", file)))!.AsObject();
        var read = JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(earlier, type, Wire.Json), type, Wire.Json)!.AsObject();
        Assert.All(earlier, field => Assert.True(Holds(field.Value, read[field.Key]), field.Key));
    }

    /// <summary>Whether all that stood there is there; what stands inside may have grown too.</summary>
    private static bool Holds(JsonNode? earlier, JsonNode? read) => (earlier, read) switch
    {
        (JsonObject before, JsonObject now) => before.All(field => now.ContainsKey(field.Key) && Holds(field.Value, now[field.Key])),
        (JsonArray before, JsonArray now) => before.Count == now.Count && before.Zip(now).All(pair => Holds(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(earlier, read),
    };

    [Fact]
    public void A_missing_field_is_an_error_and_an_unknown_one_is_not()
    {
        var json = JsonSerializer.SerializeToNode(Given.Confirmed(), Wire.Json)!.AsObject();
        json["addedLater"] = 1;
        Assert.NotNull(JsonSerializer.Deserialize<InterventionConfirmed>(json, Wire.Json));
        json.Remove("creditedMinutes");
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<InterventionConfirmed>(json, Wire.Json));
    }

    [Fact]
    public void No_contract_has_a_field_for_a_name_or_a_title() => Assert.DoesNotContain(
        typeof(InterventionConfirmed).Assembly.GetTypes().SelectMany(type => type.GetProperties()),
        property => property.Name.Contains("Title", StringComparison.Ordinal) || property.Name.EndsWith("Name", StringComparison.Ordinal) || property.Name.Contains("Mail", StringComparison.Ordinal));

    [Fact]
    public void Every_contract_has_one_publisher_and_a_reader_or_is_said_to_have_none()
    {
        var read = House.Hosts.SelectMany(Queues).Select(queue => Wire.ContractOf(queue.Contract!)).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(read, Names(host => host.Publishes));
        Assert.Equal(Frozen.Values.Except(read).Order(StringComparer.Ordinal), Names(host => host.PublishesWithoutReader));
    }

    private static IEnumerable<Queue> Queues(ServiceHost host)
    {
        var queues = new BusQueues(new ServiceCollection());
        host.Queues!(queues);
        return queues.All;
    }

    private static IEnumerable<string> Names(Func<ServiceHost, IEnumerable<Type>> contracts) =>
        House.Hosts.SelectMany(contracts).Select(Wire.ContractOf).Order(StringComparer.Ordinal);

    private static IEnumerable<Type> Contracts() =>
        typeof(InterventionConfirmed).Assembly.GetTypes().Where(type => type.IsDefined(typeof(EntityNameAttribute), false));
}
