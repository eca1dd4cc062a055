using System.Globalization;
using System.Reflection;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HourExchange.Plumbing.Host;

/// <summary>
/// One executable per service: without words it runs; with <c>provision</c>, <c>migrate</c>, <c>topology</c> or <c>drop</c>
/// it does these at deployment and ends; with <c>openapi</c> it prints the document of its HTTP API; some have words of their
/// own. Settings come from the environment (docs/operating/settings.md).
/// </summary>
public sealed class ServiceHost
{
    /// <summary>Lower-case name: prefix of its exchanges and queues.</summary>
    public required string Name { get; init; }

    public required Assembly Assembly { get; init; }

    /// <summary>Contracts it publishes.</summary>
    public IReadOnlyList<Type> Publishes { get; init; } = [];

    /// <summary>Contracts it publishes as well, though no service reads them yet: the broker may drop what no queue takes.</summary>
    public IReadOnlyList<Type> PublishesWithoutReader { get; init; } = [];

    /// <summary>What it reads; null for a program that takes no part in the bus: it has no broker either.</summary>
    public Action<BusQueues>? Queues { get; init; }

    public required Action<IServiceCollection> Services { get; init; }

    public required Action<WebApplication> Endpoints { get; init; }

    /// <summary>What a request passes before its endpoint is found, for a program that needs more than the others.</summary>
    public Action<WebApplication> Before { get; init; } = _ => { };

    /// <summary>What it passes once it is known who asks.</summary>
    public Action<WebApplication> Behind { get; init; } = _ => { };

    /// <summary>It makes the tokens that the others take.</summary>
    public bool IsSignInProvider { get; init; }

    /// <summary>Settings under which it describes itself, beside those that every service needs.</summary>
    public IReadOnlyDictionary<string, string?> DescribedWith { get; init; } = new Dictionary<string, string?>();

    public required string OperatorRole { get; init; }

    /// <summary>What else it does when asked by one word, with its database and the standard output; the answer is the exit code.</summary>
    public IReadOnlyDictionary<string, Func<NpgsqlDataSource, TextWriter, Task<int>>> Verbs { get; init; } =
        new Dictionary<string, Func<NpgsqlDataSource, TextWriter, Task<int>>>();

    public async Task<int> Main(string[] words)
    {
        // The locale of the machine changes nothing in what we write.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var verbs = words.Where(word => !word.StartsWith('-')).ToArray();
        try
        {
            if (verbs.Length == 0)
            {
                await Build(words).RunAsync();
                return 0;
            }

            if (verbs is ["openapi"])
            {
                await Console.Out.WriteAsync(await Describe());
                return 0;
            }

            var configuration = SecretFiles.OfEnvironment();
            if (verbs is [var asked] && Verbs.TryGetValue(asked, out var run))
            {
                // It may have to read all there is.
                await using var database = DatabaseSetup.Create(Required(configuration, "Database:Service"), Name, timeoutSeconds: 0);
                return await run(database, Console.Out);
            }

            foreach (var verb in verbs)
            {
                await Deploy(verb, configuration);
            }

            return 0;
        }
        catch (Exception exception)
        {
            // The last line of defence says in one sentence why the process ends, and ends it with an error.
            await Console.Error.WriteLineAsync($"{Name}: {exception.Message}");
            return 1;
        }
    }

    /// <param name="change">Last word on the services, for tests that shorten a time-out.</param>
    public WebApplication Build(string[] args, Action<IServiceCollection>? change = null, IDictionary<string, string?>? settings = null)
    {
        // Settings do not change while a service runs, and a watch on the working directory would see every write of a
        // database that keeps its files there.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = [.. args, "--hostBuilder:reloadConfigOnChange=false"],
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = ProgramEnvironment.Of(args),
        });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Configuration.AddSecretFiles();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = JsonBodies.ReadLimitBytes);
        builder.Logging.AddLogLines().AddFilter("MassTransit", LogLevel.Warning);
        builder.Services.AddDatabase(Required(builder.Configuration, "Database:Service"), Name);
        builder.Services.AddTokens(builder.Configuration, builder.Environment, OperatorRole, IsSignInProvider);
        builder.Services.AddProblems();
        builder.Services.AddRequestRates(builder.Configuration);
        builder.Services.AddSingleton<HttpWrites>();
        builder.Services.AddSingleton<RequestLog>();
        builder.Services.AddTelemetry(Name);
        if (Queues is null)
        {
            DatabaseHealth.Add(builder.Services, Assembly);
        }
        else
        {
            NoKeys.Use(builder.Services);
            Health.Add(builder.Services, Assembly);
            builder.Services.AddBus(BrokerSettings.Parse(Required(builder.Configuration, "Broker:Service")), Queues, PublishesWithoutReader);
        }

        Services(builder.Services);
        change?.Invoke(builder.Services);
        builder.Services.TryAddSingleton(TimeProvider.System);

        var app = builder.Build();
        RequestLog.Use(app);
        app.UseProblems();
        Before(app);
        app.UseComposedPaths();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        RequestLog.UseScope(app);
        Behind(app);
        app.UseStrictParameters();
        app.UseJsonBodies();
        if (Queues is null)
        {
            DatabaseHealth.Map(app);
        }
        else
        {
            Health.Map(app);
            app.MapRejectedMessages(OperatorRole);
            app.MapOperations(OperatorRole);
        }

        app.MapOpenApiDocument();
        Endpoints(app);
        // The document lists the endpoints also where the host is built and never started.
        app.UseEndpoints(_ => { });
        return app;
    }

    /// <summary>The OpenAPI document, from the code alone: nothing is connected to, no setting of the machine is heeded.</summary>
    private async Task<string> Describe()
    {
        await using var app = Build(["--environment", "Production"], settings: new Dictionary<string, string?>(DescribedWith)
        {
            ["Database:Service"] = "postgresql://nobody:nothing@127.0.0.1:1/none",
            ["Broker:Service"] = "amqp://nobody:nothing@127.0.0.1:1/none",
            ["Security:Authority"] = "https://sign-in.invalid",
            ["Security:DevelopmentKey"] = "",
        });
        return await OpenApiText.Write(app.Services);
    }

    /// <exception cref="InvalidOperationException">An unknown verb, or a setting it needs is missing.</exception>
    public async Task Deploy(string verb, IConfiguration configuration)
    {
        string Setting(string name) => Required(configuration, name);
        BrokerSettings Broker(string name) => BrokerSettings.Parse(Setting(name));
        switch (verb)
        {
            case "provision":
                await DatabaseProvisioning.Provision(Setting("Database:Admin"), Setting("Database:Owner"), Setting("Database:Service"));
                if (Queues is not null)
                {
                    await BrokerProvisioning.Provision(Setting("Broker:Admin"), Broker("Broker:Owner"), Broker("Broker:Service"), Name);
                }

                break;
            case "migrate":
                await Migrator.Migrate(Setting("Database:Owner"), Setting("Database:Service"), Assembly);
                break;
            case "topology" when Queues is not null:
                var queues = new BusQueues(new ServiceCollection());
                Queues(queues);
                await BrokerTopology.Declare(Broker("Broker:Owner"), Publishes.Concat(PublishesWithoutReader), queues.All);
                break;
            case "drop":
                await DatabaseProvisioning.Drop(Setting("Database:Admin"), Setting("Database:Owner"));
                if (Queues is not null)
                {
                    await BrokerProvisioning.Drop(Setting("Broker:Admin"), Broker("Broker:Owner"));
                }

                break;
            default:
                throw new InvalidOperationException($"'{verb}' is none of provision, migrate, {(Queues is null ? "" : "topology, ")}drop; openapi stands alone.");
        }
    }

    private static string Required(IConfiguration configuration, string name) =>
        configuration[name] ?? throw new InvalidOperationException(
            $"The setting {name} is missing (environment variable {name.Replace(":", "__", StringComparison.Ordinal)}).");
}
