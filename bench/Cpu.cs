using System.Diagnostics;
using System.Globalization;

namespace HourExchange.Bench;

/// <summary>
/// Processor time so far: of this process, of the machine's PostgreSQL and RabbitMQ processes (whoever's: measure on a quiet
/// machine), and idle.
/// </summary>
internal sealed record Cpu(double Consumer, double Postgres, double Broker, double Idle)
{
    // USER_HZ, in which Linux counts in /proc: 100 on every architecture that .NET runs on.
    private const double MicrosecondsPerTick = 10_000;

    public static Cpu Now()
    {
        using var process = Process.GetCurrentProcess();
        return new Cpu(process.TotalProcessorTime.TotalMicroseconds, Of("postgres"), Of("beam.smp"), IdleTicks() * MicrosecondsPerTick);
    }

    /// <summary>Microseconds per event since <paramref name="earlier"/>.</summary>
    public Cpu PerEvent(Cpu earlier, int events) => new(
        (Consumer - earlier.Consumer) / events, (Postgres - earlier.Postgres) / events, (Broker - earlier.Broker) / events, (Idle - earlier.Idle) / events);

    private static double Of(string name) =>
        Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])).Select(StatOf)
            .Where(stat => stat.Contains($"({name})", StringComparison.Ordinal)).Sum(Ticks) * MicrosecondsPerTick;

    /// <returns>Nothing for what is no process, or one that ended meanwhile.</returns>
    private static string StatOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "stat"));
        }
        catch (IOException)
        {
            return "";
        }
    }

    // After the name in parentheses: user and system time are the 12th and 13th field.
    private static long Ticks(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
    }

    // "cpu  user nice system idle iowait …"
    private static long IdleTicks()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return long.Parse(fields[4], CultureInfo.InvariantCulture) + long.Parse(fields[5], CultureInfo.InvariantCulture);
    }
}
