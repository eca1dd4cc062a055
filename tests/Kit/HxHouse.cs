using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HourExchange.Tests.Kit;

/// <summary>A whole house as ./hx runs it: own servers, own processes, own folder and ports, whatever else runs.</summary>
public sealed class HxHouse : IAsyncLifetime
{
    private readonly string _state = Path.Combine(Path.GetTempPath(), "hx-test-" + Guid.NewGuid().ToString("N")[..8]);

    private static string Hx => Path.Combine(Repository.Root, "hx");

    // Beside the tests' own servers (+100): +200 more.
    public int Offset { get; } = int.Parse(Environment.GetEnvironmentVariable("HX_PORT_OFFSET") ?? "0", CultureInfo.InvariantCulture) + 200;

    internal Uri Interventions => new($"http://127.0.0.1:{5101 + Offset}");

    internal Uri Ledger => new($"http://127.0.0.1:{5102 + Offset}");

    internal Uri Reporting => new($"http://127.0.0.1:{5103 + Offset}");

    public ValueTask InitializeAsync()
    {
        // Readable by the users that the servers run as.
        Directory.CreateDirectory(_state);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Run("down", "--purge");
        Assert.Empty(Processes());
        GC.SuppressFinalize(this);
    }

    internal Task<HxResult> Run(params string[] arguments) => RunWith([], arguments);

    internal Task<HxResult> RunWith(Dictionary<string, string> settings, params string[] arguments) => Run(settings, Hx, arguments);

    /// <summary>As somebody runs it who holds a lock meanwhile.</summary>
    internal Task<HxResult> RunUnder(string lockFile, params string[] arguments) => Run([], "flock", [lockFile, Hx, .. arguments]);

    private async Task<HxResult> Run(Dictionary<string, string> settings, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var variable in new[] { "HX_POSTGRES", "HX_RABBITMQ", "HX_RABBITMQ_HTTP", "HX_TESTING", "HX_TESTCONTAINERS" })
        {
            start.Environment.Remove(variable);
        }

        start.Environment["HX_STATE"] = _state;
        start.Environment["HX_PORT_OFFSET"] = Offset.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new HxResult(process.ExitCode, output, await error);
    }

    internal async Task<Institution> As(string institution, string role) => new(
        Interventions, Ledger, Reporting, (await Run("token", institution, role)).Is(0).Output.Trim().Split('\n')[^1]);

    /// <inheritdoc cref="Clients"/>
    internal async Task<Clients> ClientsOf(string institution, string role) => (await As(institution, role)).Clients;

    internal async Task<long> Number(string service, string sql) =>
        long.Parse((await Run("psql", service, "-Atc", sql)).Is(0).Output.Trim(), CultureInfo.InvariantCulture);

    /// <summary>What a program of the house has logged so far.</summary>
    internal IReadOnlyList<string> LogOf(string name) => File.ReadAllLines(Path.Combine(_state, "logs", $"{name}.log"));

    /// <summary>The process that a supervisor loop looks after.</summary>
    internal int ProcessOf(string name) => int.Parse(File.ReadAllText(PidFile(name)).Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>The most that it has had in memory since it began, in MB (VmHWM).</summary>
    internal int MostMemory(string name) =>
        int.Parse(File.ReadAllLines($"/proc/{ProcessOf(name)}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;

    /// <summary>A setting in the environment of a process of the house.</summary>
    internal string? SettingOf(string name, string setting) => File.ReadAllText($"/proc/{ProcessOf(name)}/environ").Split('\0').FirstOrDefault(line => line.StartsWith(setting + '=', StringComparison.Ordinal))?[(setting.Length + 1)..];

    /// <summary>kill -9.</summary>
    internal void Kill(string name)
    {
        // RabbitMQ's own process is a child of its start script.
        var pid = name == "rabbitmq" ? int.Parse(File.ReadAllText(Directory.GetFiles(DataFolder(), "pid", SearchOption.AllDirectories).Single()), CultureInfo.InvariantCulture) : ProcessOf(name);
        using var process = Process.GetProcessById(pid);
        process.Kill(entireProcessTree: false);
        process.WaitForExit();
    }

    /// <summary>Ends a server in order; its supervisor brings it back. Returns when it answers again.</summary>
    internal async Task Restart(string server)
    {
        var before = File.ReadAllText(PidFile(server));
        using (var kill = Process.Start("kill", [server == "postgres" ? "-INT" : "-TERM", before.Split(' ')[0]]))
        {
            await kill.WaitForExitAsync();
        }

        await Eventually.Holds($"{server} runs again", TimeSpan.FromMinutes(2), async () =>
            File.ReadAllText(PidFile(server)) is { Length: > 0 } now && now != before && await Answers(server));
    }

    /// <summary>Every process that was started for this house and is still there.</summary>
    internal IReadOnlyList<string> Processes() =>
    [
        .. Directory.GetDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out var pid) && pid != Environment.ProcessId)
            .Where(folder => Mentions(folder, "environ") || Mentions(folder, "cmdline")).Select(folder => Read(Path.Combine(folder, "cmdline"))),
    ];

    /// <summary>Which of the house's passwords stand in the environment or on the command line of each process of it: "ledger LEDGER".</summary>
    internal IReadOnlyList<string> PasswordsSeen()
    {
        var passwords = File.ReadAllLines(Path.Combine(_state, "settings")).Select(line => line.Split('=')).ToDictionary(pair => pair[0].Replace("_PASSWORD", "", StringComparison.Ordinal), pair => pair[1]);
        return
        [
            .. Directory.GetFiles(Path.Combine(_state, "pids")).Order(StringComparer.Ordinal)
                .Select(file => (Name: Path.GetFileName(file), Seen: Read($"/proc/{ProcessOf(Path.GetFileName(file))}/environ") + Read($"/proc/{ProcessOf(Path.GetFileName(file))}/cmdline")))
                .SelectMany(process => passwords.Where(password => process.Seen.Contains(password.Value, StringComparison.Ordinal))
                    .Select(password => $"{process.Name} {(process.Seen.Contains("owner-" + password.Value, StringComparison.Ordinal) ? "owner of " : "")}{password.Key}")),
        ];
    }

    private string PidFile(string name) => Path.Combine(_state, "pids", name);

    private async Task<bool> Answers(string server)
    {
        if (server == "postgres")
        {
            return (await Run("psql", "ledger", "-Atc", "select 1")).Code == 0;
        }

        using var tcp = new TcpClient();
        try
        {
            await tcp.ConnectAsync(IPAddress.Loopback, 20672 + Offset);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string DataFolder() => Directory.Exists(Path.Combine(_state, "rabbitmq")) ? _state : Path.GetTempPath();

    private bool Mentions(string folder, string file) => Read(Path.Combine(folder, file)).Contains(_state, StringComparison.Ordinal);

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file).Replace('\0', ' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process has just ended, or is somebody else's.
            return "";
        }
    }
}
