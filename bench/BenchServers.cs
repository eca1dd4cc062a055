using Dapper;
using HourExchange.Interventions;
using HourExchange.Ledger;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Host;
using HourExchange.Plumbing.Security;
using HourExchange.Reporting;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace HourExchange.Bench;

/// <summary>A virtual host and databases of the benchmark's own, on the servers that ./hx bench has started.</summary>
internal sealed class BenchServers : IAsyncDisposable
{
    private static readonly ServiceHost[] Hosts = [InterventionsService.Host, LedgerService.Host, ReportingService.Host];
    private readonly string _id = Guid.NewGuid().ToString("N")[..8];
    private readonly string _key = Path.Combine(Directory.CreateTempSubdirectory("hourexchange-bench-").FullName, "key");

    /// <summary>The private key that signs the benchmark's tokens.</summary>
    public string KeyFile => _key;

    public BrokerSettings Broker => BrokerSettings.Parse(Settings(LedgerService.Host)["Broker:Owner"]!);

    public static async Task<BenchServers> Prepare()
    {
        var servers = new BenchServers();
        DevelopmentTokens.EnsureKey(servers._key);
        foreach (var host in Hosts)
        {
            foreach (var verb in new[] { "provision", "migrate", "topology" })
            {
                await host.Deploy(verb, servers.Configuration(host));
            }
        }

        return servers;
    }

    public Dictionary<string, string?> Settings(ServiceHost host)
    {
        var postgres = Environment.GetEnvironmentVariable("HX_POSTGRES")!;
        var rabbit = new Uri(Environment.GetEnvironmentVariable("HX_RABBITMQ")!);
        var api = new Uri(Environment.GetEnvironmentVariable("HX_RABBITMQ_HTTP")!);
        string Database(string role) => $"postgresql://hxbench_{role}:hxbench@{new Uri(postgres).Authority}/hxbench_{_id}_{host.Name}";
        return new()
        {
            ["Database:Admin"] = postgres,
            ["Database:Owner"] = Database(host.Name + "_owner"),
            ["Database:Service"] = Database(host.Name),
            ["Broker:Admin"] = $"{api.Scheme}://{rabbit.UserInfo}@{api.Authority}",
            ["Broker:Owner"] = $"amqp://hxbench-owner:hxbench@{rabbit.Authority}/hxbench-{_id}",
            ["Broker:Service"] = $"amqp://hxbench-{host.Name}:hxbench@{rabbit.Authority}/hxbench-{_id}",
            ["Security:DevelopmentKey"] = _key + ".pub",
            ["urls"] = "http://127.0.0.1:0",
        };
    }

    /// <summary>What one drain has written is not for the next one's relay to publish.</summary>
    public async Task EmptyOutbox()
    {
        await using var owner = new NpgsqlConnection(PostgresUrl.Parse(Settings(LedgerService.Host)["Database:Owner"]!).ConnectionString);
        await owner.ExecuteAsync("truncate plumbing.outbox");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Hosts)
        {
            await host.Deploy("drop", Configuration(host));
        }

        Directory.Delete(Path.GetDirectoryName(_key)!, recursive: true);
    }

    private IConfiguration Configuration(ServiceHost host) => new ConfigurationBuilder().AddInMemoryCollection(Settings(host)).Build();
}
