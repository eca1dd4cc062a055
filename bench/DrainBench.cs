using System.Globalization;
using Microsoft.Extensions.Hosting;

namespace HourExchange.Bench;

/// <summary>
/// Drains confirmed lines in turn: no-op, real with the relay stopped, real with it running, batches of one. Ratios are taken
/// within a round, so that a machine that slows down slows all four; their median is what counts.
/// </summary>
internal static class DrainBench
{
    private const int Lines = 50_000;
    // A service runs for weeks: what is measured is compiled to the end.
    private const int WarmUp = 3;
    private const int LinesOneByOne = 2_000;
    private const string RealQueue = "ledger.bench-real.v1";
    private const string RelayQueue = "ledger.bench-relay.v1";
    private const string OneByOneQueue = "ledger.bench-one-by-one.v1";

    public static async Task Run(BenchServers servers, int rounds)
    {
        string[] names = ["no-op batch consumer", "ledger, relay stopped", "ledger, relay running", "ledger, batches of one"];
        var all = new List<Measured[]>();
        Say($"{rounds} rounds, {Lines} confirmed lines a drain ({LinesOneByOne} for batches of one); {WarmUp} rounds first to warm up");
        for (var round = 1 - WarmUp; round <= rounds; round++)
        {
            Measured[] measured =
            [
                await Drained(servers, Consumers.NoOpQueue, Lines, drain => Consumers.NoOp(servers, drain)),
                await Drained(servers, RealQueue, Lines, drain => Consumers.Real(servers, drain, RealQueue, Ledger.LedgerService.PostingBatchLimit, relay: false)),
                await Drained(servers, RelayQueue, Lines, drain => Consumers.Real(servers, drain, RelayQueue, Ledger.LedgerService.PostingBatchLimit, relay: true)),
                await Drained(servers, OneByOneQueue, LinesOneByOne, drain => Consumers.Real(servers, drain, OneByOneQueue, 1, relay: false)),
            ];
            if (round > 0)
            {
                all.Add(measured);
                Say($"round {round}: " + string.Join(" · ", measured.Select(one => one.PerSecond.ToString("N0", CultureInfo.InvariantCulture))) + " events/s");
            }
        }

        Say("");
        Say("Medians; processor time in µs per event, of all cores together:");
        Say($"{"",-24}{"events/s",10}{"of no-op",10}{"× by one",10}{"consumer",10}{"PostgreSQL",12}{"broker",8}{"idle",8}");
        for (var which = 0; which < names.Length; which++)
        {
            var index = which;
            double Of(Func<Measured, double> value) => Median(all, round => value(round[index]));
            Say(string.Create(CultureInfo.InvariantCulture,
                $"{names[which],-24}{Of(one => one.PerSecond),10:N0}{Median(all, round => round[index].PerSecond / round[0].PerSecond),10:N2}{Median(all, round => round[index].PerSecond / round[3].PerSecond),10:N1}{Of(one => one.Cpu.Consumer),10:N1}{Of(one => one.Cpu.Postgres),12:N1}{Of(one => one.Cpu.Broker),8:N1}{Of(one => one.Cpu.Idle),8:N1}"));
        }
    }

    private static async Task<Measured> Drained(BenchServers servers, string queue, int lines, Func<Drain, IHost> build)
    {
        await servers.EmptyOutbox();
        var runIn = lines / 5 * 2;
        await Bench.Lines.Fill(servers.Broker, queue, runIn + lines);
        var drain = new Drain(runIn, runIn + lines);
        using var host = build(drain);
        await host.StartAsync();
        var measured = await drain.Measure();
        await host.StopAsync();
        return measured;
    }

    private static double Median(List<Measured[]> rounds, Func<Measured[], double> value)
    {
        var sorted = rounds.Select(value).Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    private static void Say(string line) => Console.WriteLine(line);
}
