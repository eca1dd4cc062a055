using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace HourExchange.Tests.Kit;

/// <summary>One address before several instances: each connection goes to the next one that listens.</summary>
internal sealed class RoundRobin : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int[] _ports;
    private readonly CancellationTokenSource _ending = new();
    private int _turn;

    public RoundRobin(params int[] ports)
    {
        _ports = ports;
        _listener.Start();
        Address = new Uri($"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = Accept();
    }

    public Uri Address { get; }

    /// <summary>How many connections each instance had.</summary>
    public ConcurrentDictionary<int, int> Served { get; } = new();

    public void Dispose()
    {
        _ending.Cancel();
        _listener.Dispose();
        _ending.Dispose();
    }

    private async Task Accept()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                _ = Serve(await _listener.AcceptTcpClientAsync(_ending.Token));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var caller = client;
        for (var tries = 0; tries < _ports.Length; tries++)
        {
            var port = _ports[Interlocked.Increment(ref _turn) % _ports.Length];
            using var instance = new TcpClient();
            try
            {
                await instance.ConnectAsync(IPAddress.Loopback, port);
            }
            catch (SocketException)
            {
                continue;
            }

            Served.AddOrUpdate(port, 1, (_, before) => before + 1);
            try
            {
                await Task.WhenAny(caller.GetStream().CopyToAsync(instance.GetStream()), instance.GetStream().CopyToAsync(caller.GetStream()));
            }
            catch (IOException)
            {
                // The instance was killed, or the caller has left.
            }

            return;
        }
    }
}
