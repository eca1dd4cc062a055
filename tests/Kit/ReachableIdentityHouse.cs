using System.Net;
using System.Net.Sockets;

namespace HourExchange.Tests.Kit;

/// <summary>A sign-in provider where its issuer says: on localhost, for 127.0.0.1 cannot be a passkey's domain.</summary>
public class ReachableIdentityHouse : IdentityHouse
{
    private readonly int _port = FreePort();

    internal override Uri Issuer => new($"http://localhost:{_port}");

    internal override string Listens => $"http://localhost:{_port}";

    internal override bool HasPortal => false;

    protected static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
