using System.Diagnostics;
using System.Globalization;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.EndToEnd;

/// <summary>
/// The broker, then the database, are restarted every 20 s while second keys are turned: what was confirmed is posted once, soon after the last
/// restart, and no process had to end for it. HX_RECOVERY_MINUTES says for how long; two if it is not set.
/// </summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
[Collection(Alone.Name)]
public sealed class RecoveryTests(HxHouse house) : IClassFixture<HxHouse>
{
    private const int KeysPerSecond = 50;
    private static readonly TimeSpan RestartEvery = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly string[] Services = ["interventions", "ledger", "reporting", "identity", "portal"];

    private static readonly TimeSpan Trial = TimeSpan.FromMinutes(
        int.Parse(Environment.GetEnvironmentVariable("HX_RECOVERY_MINUTES") ?? "2", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("rabbitmq")]
    [InlineData("postgres")]
    public async Task A_server_that_is_restarted_again_and_again_ends_no_process_and_loses_nothing(string server)
    {
        // A supervisor that waits longer from time to time would make few restarts of many.
        (await house.RunWith(new() { ["HX_LONGEST_PAUSE"] = "1" }, "up")).Is(0);
        if (await house.Number("interventions", "select count(*) from interventions.agreement") == 0)
        {
            await InRunningHouse.Agree(house);
        }

        var before = Services.Select(house.ProcessOf).ToList();
        var count = (int)(Trial.TotalSeconds + Patience.TotalSeconds) * KeysPerSecond;
        var lines = await LinesOf(await InRunningHouse.ListWithOneKey(house, server, count));
        var posted = await Posted();
        var watch = Stopwatch.StartNew();
        var turning = TurnKeys(lines);
        var restarts = 0;
        while (watch.Elapsed < Trial)
        {
            var next = watch.Elapsed + RestartEvery;
            await house.Restart(server);
            restarts++;
            await Task.Delay(next > watch.Elapsed ? next - watch.Elapsed : TimeSpan.Zero, TestContext.Current.CancellationToken);
        }

        // The last one.
        await house.Restart(server);
        watch.Restart();
        var standing = await Posted();
        await Eventually.Holds("something is posted", async () => await Posted() > standing);
        var first = watch.Elapsed;
        await turning;
        await Eventually.Holds("all is posted", TimeSpan.FromMinutes(2), async () => await Posted() == posted + count);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{server}: {restarts + 1} restarts, {count} lines; posted again {first.TotalSeconds:0.0} s after the last, all of them after {watch.Elapsed.TotalSeconds:0.0} s"));
        Assert.Equal(before, Services.Select(house.ProcessOf));
        Assert.InRange(first, TimeSpan.Zero, Patience);
        Assert.Equal(posted + count, await house.Number("ledger", "select count(distinct line) from ledger.posting"));
        Assert.Contains("chain unbroken", (await house.Run("verify", "HETS-HG")).Is(0).Output, StringComparison.Ordinal);
    }

    private Task<long> Posted() => house.Number("ledger", "select count(*) from ledger.posting");

    private async Task<IReadOnlyList<string[]>> LinesOf(Guid import) =>
        [.. (await house.Run("psql", "interventions", "-Atc", $"select id, version from interventions.intervention where import = '{import}'")).Is(0).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|'))];

    private async Task TurnKeys(IReadOnlyList<string[]> lines)
    {
        var approver = await house.As("HG", "approver");
        var started = Stopwatch.GetTimestamp();
        var turned = new List<Task>();
        foreach (var (index, line) in lines.Index())
        {
            var due = TimeSpan.FromSeconds((double)index / KeysPerSecond) - Stopwatch.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, TestContext.Current.CancellationToken);
            }

            turned.Add(Turn(approver, line[0], $"\"{line[1]}\""));
        }

        await Task.WhenAll(turned);
    }

    /// <summary>As somebody does who gets no answer, or is asked to wait: once more, under the same key.</summary>
    private static async Task Turn(Institution approver, string line, string version)
    {
        var key = Guid.NewGuid().ToString();
        for (var tries = 0; ; tries++)
        {
            Assert.InRange(tries, 0, 60);
            try
            {
                if (await approver.Post($"interventions/{line}/confirmations", new { }, key, version) is { Status: < 500 and not 429 } answer)
                {
                    answer.Is(200);
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                // Not answered.
            }

            await Task.Delay(1000, TestContext.Current.CancellationToken);
        }
    }
}
