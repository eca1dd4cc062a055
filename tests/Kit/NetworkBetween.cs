using System.Net;
using System.Net.Sockets;

namespace HourExchange.Tests.Kit;

/// <summary>The network between a service and the real broker: it can stand still (nothing passes, nothing closes), for connections that are open already alone, or be cut.</summary>
internal sealed class NetworkBetween : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<TcpClient> _open = [];
    private readonly Uri _target;
    private volatile TaskCompletionSource _flowing = Flowing();
    private readonly TaskCompletionSource _never = new();
    private int _deadUpTo;
    private int _opened;

    public NetworkBetween(string amqpUrl)
    {
        _target = new Uri(amqpUrl);
        _listener.Start();
        _ = Accept();
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void StandStill() => _flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Nothing passes over what is open now, and nothing of it closes; new connections are well.</summary>
    public void LeaveDead() => _deadUpTo = _opened;

    public void Flow() => _flowing.TrySetResult();

    public void Cut()
    {
        lock (_open)
        {
            _open.ForEach(client => client.Dispose());
            _open.Clear();
        }
    }

    public ValueTask DisposeAsync()
    {
        _end.Cancel();
        Flow();
        _listener.Dispose();
        Cut();
        _end.Dispose();
        return ValueTask.CompletedTask;
    }

    private static TaskCompletionSource Flowing()
    {
        var flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        flowing.SetResult();
        return flowing;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptTcpClientAsync(_end.Token);
                var far = new TcpClient();
                await far.ConnectAsync(_target.Host, _target.Port, _end.Token);
                lock (_open)
                {
                    _open.AddRange([near, far]);
                }

                var number = ++_opened;
                _ = Pump(near, far, number);
                _ = Pump(far, near, number);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Pump(TcpClient from, TcpClient to, int number)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _end.Token) is var read and > 0)
            {
                await _flowing.Task;
                if (number <= _deadUpTo)
                {
                    await _never.Task.WaitAsync(_end.Token);
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _end.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, or the test is over.
        }

        from.Dispose();
        to.Dispose();
    }
}
