using Dapper;
using HourExchange.Identity;
using HourExchange.Interventions;
using HourExchange.Ledger;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Host;
using HourExchange.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HourExchange.Tests.Kit;

/// <summary>
/// A house of its own for a test class: a virtual host and three databases on the real servers, and the three services
/// in this process, started when first asked for.
/// </summary>
public class House : IAsyncLifetime
{
    // MassTransit keeps the first logger factory it meets: one for all tests, never disposed.
    private static readonly ILoggerFactory Loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Warning)
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));

    private readonly string _id = Guid.NewGuid().ToString("N")[..12];
    private readonly List<WebApplication> _running = [];
    private readonly Dictionary<string, WebApplication> _first = [];
    private readonly Dictionary<string, NpgsqlDataSource> _databases = [];
    private readonly SemaphoreSlim _starting = new(1);

    internal static IReadOnlyList<ServiceHost> Hosts { get; } = [InterventionsService.Host, LedgerService.Host, ReportingService.Host];

    /// <summary>The sign-in provider too, which no house starts by itself: it takes no part in the bus (IdentityHouse).</summary>
    internal static IReadOnlyList<ServiceHost> Programs { get; } = [.. Hosts, IdentityService.Host];

    internal BrokerSettings OwnerBroker => BrokerSettings.Parse(Settings(LedgerService.Host)["Broker:Owner"]!);

    internal string VirtualHost => $"hxtest-{_id}";

    public async ValueTask InitializeAsync()
    {
        foreach (var host in Hosts)
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings(host)).Build();
            foreach (var verb in new[] { "provision", "migrate", "topology" })
            {
                await host.Deploy(verb, configuration);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _running)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        foreach (var database in _databases.Values)
        {
            await database.DisposeAsync();
        }

        foreach (var host in Hosts)
        {
            await host.Deploy("drop", new ConfigurationBuilder().AddInMemoryCollection(Settings(host)).Build());
        }

        _starting.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Settings as a deployment gives them. The roles and users are the tests' own, never those of a running house.</summary>
    internal Dictionary<string, string?> Settings(ServiceHost host, string? brokerAddress = null)
    {
        var postgres = new Uri(Servers.Postgres).Authority;
        var broker = brokerAddress ?? new Uri(Servers.RabbitMq).Authority;
        string Database(string role) => $"postgresql://hxtest_{role}:hxtest@{postgres}/hxtest_{_id}_{host.Name}";
        return new Dictionary<string, string?>
        {
            ["Database:Admin"] = Servers.Postgres,
            ["Database:Owner"] = Database(host.Name + "_owner"),
            ["Database:Service"] = Database(host.Name),
            ["Broker:Admin"] = Servers.RabbitMqManagement,
            ["Broker:Owner"] = $"amqp://hxtest-owner:hxtest@{new Uri(Servers.RabbitMq).Authority}/{VirtualHost}",
            ["Broker:Service"] = $"amqp://hxtest-{host.Name}:hxtest@{broker}/{VirtualHost}",
            ["Security:DevelopmentKey"] = TestKeys.PublicFile,
            ["urls"] = "http://127.0.0.1:0",
            // Tests ask as fast as they can.
            ["Limits:RequestsPerSecond"] = "0",
            ["environment"] = "Development",
        };
    }

    /// <summary>A further instance of a service.</summary>
    internal async Task<WebApplication> StartAnother(ServiceHost host, Action<IServiceCollection>? change = null, string? brokerAddress = null)
    {
        var app = Build(host, Settings(host, brokerAddress), change);
        await app.StartAsync();
        _running.Add(app);
        return app;
    }

    /// <summary>It ends with the house.</summary>
    protected void Adopt(WebApplication app) => _running.Add(app);

    internal static WebApplication Build(ServiceHost host, Dictionary<string, string?> settings, Action<IServiceCollection>? change = null) =>
        host.Build(["--environment", "Development"], services =>
        {
            services.AddSingleton(Loggers);
            change?.Invoke(services);
        }, settings);

    internal async Task Stop(WebApplication app)
    {
        await app.StopAsync();
        await app.DisposeAsync();
        _running.Remove(app);
        foreach (var name in _first.Where(first => first.Value == app).Select(first => first.Key).ToList())
        {
            _first.Remove(name);
        }
    }

    /// <summary>The service's one instance.</summary>
    internal async Task<WebApplication> Start(ServiceHost host, Action<IServiceCollection>? change = null)
    {
        await _starting.WaitAsync();
        try
        {
            if (!_first.TryGetValue(host.Name, out var app))
            {
                app = await StartAnother(host, change);
                _first[host.Name] = app;
            }

            return app;
        }
        finally
        {
            _starting.Release();
        }
    }

    internal async Task<Institution> As(string institution, string role, string? subject = null) => new(
        await Address(InterventionsService.Host), await Address(LedgerService.Host), await Address(ReportingService.Host),
        TestKeys.Token(institution, role, subject));

    /// <inheritdoc cref="Clients"/>
    internal async Task<Clients> ClientsOf(string institution, string role, string? subject = null) => (await As(institution, role, subject)).Clients;

    internal async Task<Uri> Address(ServiceHost host) => new((await Start(host)).Urls.First());

    /// <summary>The database under the service's own role.</summary>
    internal NpgsqlDataSource Database(ServiceHost host) => Connect(Settings(host)["Database:Service"]!, host.Name);

    /// <summary>The database under the role that owns it.</summary>
    internal NpgsqlDataSource OwnerDatabase(ServiceHost host) => Connect(Settings(host)["Database:Owner"]!, host.Name + "-owner");

    internal async Task<T> Scalar<T>(ServiceHost host, string sql, object? parameters = null)
    {
        await using var connection = await Database(host).OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    internal async Task Execute(ServiceHost host, string sql, object? parameters = null)
    {
        await using var connection = await OwnerDatabase(host).OpenConnectionAsync();
        await connection.ExecuteAsync(sql, parameters);
    }

    private NpgsqlDataSource Connect(string url, string name)
    {
        lock (_databases)
        {
            if (!_databases.TryGetValue(name, out var source))
            {
                source = HourExchange.Plumbing.Database.DatabaseSetup.Create(url, "test-" + name);
                _databases[name] = source;
            }

            return source;
        }
    }
}
