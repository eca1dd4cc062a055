using System.Text.Json;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Ledger;
using HourExchange.Plumbing.Receiving;
using HourExchange.Reporting;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Reporting.Rebuilding;

/// <summary>The other services are away or lose what they send: a rebuild waits, asks again, and can be given up.</summary>
[Trait("needs", "servers")]
public sealed class RebuildLifeTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task One_rebuild_runs_at_a_time_and_can_be_given_up()
    {
        var reporting = await house.Start(ReportingService.Host, services => services.AddSingleton(Rebuilt.Impatient with { KeepLeftFor = TimeSpan.Zero }));
        // Reporting alone: who asks the kit for somebody of an institution starts the other services as well.
        var address = await house.Address(ReportingService.Host);
        Institution As(string institution, string role) => new(address, address, address, TestKeys.Token(institution, role, null));
        var operators = As("*", "operator");
        (await As("HETS", "admin").PostToReporting("rebuilds")).IsProblem(403, "role-missing");
        (await operators.AskReporting("rebuilds/current")).IsProblem(404, "rebuild-not-found");
        (await operators.PostToReporting("rebuilds/current/giving-up")).IsProblem(409, "no-rebuild-running");

        // Nobody answers.
        var started = (await operators.PostToReporting("rebuilds", "key-1")).Is(202);
        Assert.Equal(started.Text, (await operators.PostToReporting("rebuilds", "key-1")).Is(202).Text);
        (await operators.PostToReporting("rebuilds")).IsProblem(409, "rebuild-running");
        var seen = (await operators.AskReporting("rebuilds/current")).Is(200);
        Assert.Equal(("running", 2, JsonValueKind.Null, JsonValueKind.Null), (seen["state"].GetString(), seen["generation"].GetInt32(), seen["endedAt"].ValueKind, seen["estimatedEnd"].ValueKind));
        Assert.Equal(["interventions 0 False", "ledger 0 False"], seen["sources"].EnumerateArray()
            .Select(source => $"{source.GetProperty("source").GetString()} {source.GetProperty("told").GetInt64()} {source.GetProperty("isComplete").GetBoolean()}"));

        Assert.Equal("given-up", (await operators.PostToReporting("rebuilds/current/giving-up")).Is(200)["state"].GetString());
        (await operators.PostToReporting("rebuilds/current/giving-up")).IsProblem(409, "no-rebuild-running");
        await Eventually.Equal("1 true", () => house.Scalar<string>(ReportingService.Host, "select string_agg(number || ' ' || live, ', ') from reporting.generation"));

        // What comes for it afterwards is nobody's.
        var late = new AgreementRecords(Guid.Parse(started["id"].GetString()!), "", null, 0, [], [], [], [], [],
            [new PlacementsCounted("NONE", "2014-2015", "HETS", "FEE", 1, 3, DateTimeOffset.UnixEpoch)]);
        await reporting.Services.GetRequiredService<IBatchHandler<AgreementRecords>>().Handle([new Received<AgreementRecords>(Guid.CreateVersion7(), late)], default);
        Assert.Equal(0, await house.Scalar<long>(ReportingService.Host, "select count(*) from reporting.record"));

        // The number is not used again; answers that are lost are asked for again.
        await using var broker = await Broker.Connect(house);
        Assert.Equal(3, (await operators.PostToReporting("rebuilds")).Is(202)["generation"].GetInt32());
        await Eventually.Holds("questions wait", async () => await broker.Count("interventions.records-asked.v1") > 0 && await broker.Count("ledger.records-asked.v1") > 0);
        await broker.Purge("interventions.records-asked.v1");
        await broker.Purge("ledger.records-asked.v1");
        await house.Start(HourExchange.Interventions.InterventionsService.Host);
        await house.Start(LedgerService.Host);
        await Rebuilt.Switched(house, 3);
        var ended = (await operators.AskReporting("rebuilds/current")).Is(200);
        Assert.Equal(("switched", JsonValueKind.String), (ended["state"].GetString(), ended["endedAt"].ValueKind));
    }
}
