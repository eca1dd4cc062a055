using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace HourExchange.Plumbing.Telemetry;

/// <summary>
/// Traces and metrics of a service. Exported over OTLP where the standard variable OTEL_EXPORTER_OTLP_ENDPOINT is set.
/// Stands in for OpenTelemetry.Extensions.Hosting until that package restores: docs/decisions/0004-telemetry-without-hosting-package.md.
/// </summary>
public static class TelemetrySetup
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services, string serviceName) =>
        services.AddHostedService(_ => new TelemetryLifetime(serviceName));

    private sealed class TelemetryLifetime(string serviceName) : IHostedService, IDisposable
    {
        // Our own spans carry the trace over the bus; MassTransit's, one or two a message, would double the cost of a batch.
        private static readonly string[] Always = [Tracing.SourceName, "Microsoft.AspNetCore"];

        private OpenTelemetrySdk? _sdk;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            var export = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"));
            _sdk = OpenTelemetrySdk.Create(telemetry =>
            {
                telemetry.ConfigureResource(resource => resource.AddService(serviceName, "hourexchange"));
                telemetry.WithTracing(tracing => tracing.AddSource(export ? [.. Always, "Npgsql"] : Always));
                telemetry.WithMetrics(metrics => metrics
                    .AddMeter(Progress.MeterName, "MassTransit", "Npgsql", "Microsoft.AspNetCore.Hosting", "HourExchange.*"));
                if (export)
                {
                    telemetry.UseOtlpExporter();
                }
            });
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Dispose();
            return Task.CompletedTask;
        }

        public void Dispose()
        {
            _sdk?.Dispose();
            _sdk = null;
        }
    }
}
