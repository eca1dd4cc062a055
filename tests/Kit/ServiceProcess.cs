using System.Diagnostics;
using HourExchange.Plumbing.Host;

namespace HourExchange.Tests.Kit;

/// <summary>A further instance of a service, in an operating-system process of its own; it ends with the test.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServiceProcess(Process process) => _process = process;

    public bool IsRunning => !_process.HasExited;

    public static ServiceProcess Start(House house, ServiceHost host) => Start(host, house.Settings(host));

    public static ServiceProcess Start(ServiceHost host, Dictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo("dotnet", host.Assembly.Location) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var process = Process.Start(start)!;
        // Nobody reads its log; a full pipe would stop it.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ServiceProcess(process);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
