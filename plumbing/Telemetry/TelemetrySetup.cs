using HourExchange.Plumbing.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
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
        private OpenTelemetrySdk? _sdk;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            _sdk = OpenTelemetrySdk.Create(telemetry =>
            {
                telemetry.ConfigureResource(resource => resource.AddService(serviceName, "hourexchange"));
                telemetry.WithTracing(tracing => tracing
                    .AddSource(Tracing.SourceName, "MassTransit", "Npgsql", "Microsoft.AspNetCore"));
                telemetry.WithMetrics(metrics => metrics
                    .AddMeter(Progress.MeterName, "MassTransit", "Npgsql", "Microsoft.AspNetCore.Hosting", "HourExchange.*"));
                if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT")))
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
