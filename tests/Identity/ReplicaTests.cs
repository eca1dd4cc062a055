using System.Net;
using System.Net.Sockets;
using HourExchange.Identity;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Identity;

/// <summary>Two processes behind one address, killed and started again: whoever is signed in stays so.</summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class ReplicaTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    [Fact]
    public async Task One_session_is_served_by_both_and_outlives_them()
    {
        using var member = await house.Member("HETS", "finance", "replicas@example.org");
        int[] ports = [FreePort(), FreePort()];
        using var front = new RoundRobin(ports);
        using var browser = new Visitor(front.Address, issuer: front.Address, isConnectedAnew: true);
        var second = Start(front, ports[1]);
        await using (var first = Start(front, ports[0]))
        {
            await Listens(ports[0]);
            await Listens(ports[1]);
            // The form of one goes to the other, the codes of one are exchanged at the other.
            Assert.Equal("/compte", (await browser.SignIn("replicas@example.org")).At.OriginalString);
            for (var times = 0; times < 4; times++)
            {
                Assert.Equal("/compte", (await browser.Get("/compte")).At.OriginalString);
                Assert.Equal(200, (await browser.Tokens()).Status);
            }

            Assert.All(ports, port => Assert.InRange(front.Served.GetValueOrDefault(port), 5, 100));
        }

        // One is killed: the other goes on.
        var tokens = await browser.Tokens();
        Assert.Equal(200, tokens.Status);
        // Both are: the next ones know the session, and what was given for it.
        await second.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => browser.Get("/compte"));
        await using var third = Start(front, ports[0]);
        await Listens(ports[0]);
        Assert.Equal("/compte", (await browser.Get("/compte")).At.OriginalString);
        Assert.Equal(200, (await browser.Refresh(tokens.Refresh!)).Status);
    }

    private ServiceProcess Start(RoundRobin front, int port)
    {
        var settings = house.Settings();
        settings["urls"] = $"http://127.0.0.1:{port}";
        settings["Security:Authority"] = front.Address.GetLeftPart(UriPartial.Authority);
        return ServiceProcess.Start(IdentityService.Host, settings);
    }

    private static Task Listens(int port) => Eventually.Holds($"{port} listens", TimeSpan.FromMinutes(2), async () =>
    {
        using var http = new HttpClient();
        try
        {
            using var answer = await http.GetAsync($"http://127.0.0.1:{port}/health/live", TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
