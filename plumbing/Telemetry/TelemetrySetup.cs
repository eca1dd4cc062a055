using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace HourExchange.Plumbing.Telemetry;

/// <summary>
/// Traces, metrics and logs of a service. Exported over OTLP where the standard variable OTEL_EXPORTER_OTLP_ENDPOINT is set
/// (decision 0030).
/// </summary>
public static class TelemetrySetup
{
    public static void AddTelemetry(this IServiceCollection services, string serviceName)
    {
        // Our own spans carry the trace over the bus; MassTransit's, one or two a message, would double the cost of a batch.
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(serviceName, "hourexchange"))
            .WithTracing(tracing => tracing.AddSource(Tracing.SourceName)
                .AddAspNetCoreInstrumentation(requests =>
                {
                    requests.Filter = http => !http.Request.Path.StartsWithSegments("/health");
                    // A path may hold a secret, as a calendar's address does; the route says which endpoint it was.
                    requests.EnrichWithHttpRequest = (span, _) => span.SetTag("url.path", null);
                }));
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT")))
        {
            return;
        }

        telemetry
            .WithTracing(tracing => tracing.AddHttpClientInstrumentation().AddNpgsql())
            .WithMetrics(metrics => metrics.AddMeter(Progress.MeterName, "MassTransit", "HourExchange.*")
                .AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation().AddNpgsqlInstrumentation())
            .UseOtlpExporter();
    }
}
