using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;

namespace HourExchange.Tests.Kit;

/// <summary>A sign-in provider where browsers see it, and Debian's Chromium. On localhost: 127.0.0.1 cannot be a passkey's domain.</summary>
public sealed class BrowsedIdentityHouse : IdentityHouse, IAsyncLifetime
{
    private readonly int _port = FreePort();
    private IPlaywright? _playwright;

    internal override Uri Issuer => new($"http://localhost:{_port}");

    internal override string Listens => $"http://localhost:{_port}";

    internal override bool HasPortal => false;

    internal IBrowser Browser { get; private set; } = null!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        _playwright?.Dispose();
        await DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
