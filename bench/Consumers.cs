using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger;
using HourExchange.Ledger.Books.Posting;
using HourExchange.Ledger.Years.Drafting;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Host;
using HourExchange.Plumbing.Sending;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HourExchange.Bench;

/// <summary>The consumers that are compared.</summary>
internal static class Consumers
{
    public const string NoOpQueue = "ledger.bench-no-op.v1";
    private static readonly ILoggerFactory Quiet = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Error).AddConsole());

    /// <summary>Plain MassTransit with the ledger's own settings, and none of our plumbing.</summary>
    public static IHost NoOp(BenchServers servers, Drain drain)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(Quiet).AddSingleton(drain).AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddConsumer<NoOpConsumer>();
            bus.UsingRabbitMq((context, rabbit) =>
            {
                var broker = servers.Broker;
                rabbit.Host(broker.Host, broker.Port, broker.VirtualHost, host =>
                {
                    host.Username(broker.User);
                    host.Password(broker.Password);
                });
                rabbit.ConfigureJsonSerializerOptions(Wire.Configure);
                rabbit.ReceiveEndpoint(NoOpQueue, endpoint =>
                {
                    endpoint.ConfigureConsumeTopology = false;
                    endpoint.SetQuorumQueue(1);
                    endpoint.PrefetchCount = LedgerService.PostingBatchLimit * 3;
                    endpoint.ClearSerialization();
                    endpoint.UseRawJsonSerializer(RawSerializerOptions.AnyMessageType, isDefault: true);
                    endpoint.ConfigureConsumer<NoOpConsumer>(context, consumer => consumer.Options<BatchOptions>(options => options
                        .SetMessageLimit(LedgerService.PostingBatchLimit).SetTimeLimit(Queue.DefaultWait).SetConcurrencyLimit(2)));
                });
            });
        });
        return builder.Build();
    }

    /// <summary>The ledger's own posting, from a queue of the benchmark's, in batches of at most <paramref name="batchLimit"/>.</summary>
    public static IHost Real(BenchServers servers, Drain drain, string queue, int batchLimit, bool relay)
    {
        var ledger = LedgerService.Host;
        var host = new ServiceHost
        {
            Name = ledger.Name,
            Assembly = ledger.Assembly,
            Publishes = ledger.Publishes,
            OperatorRole = ledger.OperatorRole,
            Endpoints = _ => { },
            Services = services => services.AddSingleton<AccountNumbers>().AddSingleton<WithdrawDraft>(WithdrawStatement.ForPosting).AddSingleton<PostEntries>(),
            Queues = queues => queues.Read<InterventionConfirmed, MeasuredHandler>(new Queue(queue, null, batchLimit, Queue.DefaultWait)),
        };
        return host.Build(["--environment", "Development"], services =>
        {
            services.AddSingleton(Quiet).AddSingleton(drain).AddSingleton<PostHours>();
            if (!relay)
            {
                services.Remove(services.Single(service => service.ImplementationType == typeof(OutboxRelay)));
            }
        }, servers.Settings(ledger));
    }
}
