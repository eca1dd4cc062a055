using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Kit;

/// <summary>
/// Writes down what pages ask the services for while people's journeys run, and what was answered well: a line <c>GET /api/v1/…</c> each time it is new.
/// HX_OPERATIONS names the file; without it nothing is written.
/// </summary>
internal sealed class OperationsAsked : DelegatingHandler
{
    private static readonly ConcurrentDictionary<string, bool> Known = new();
    private static readonly Lock Writing = new();

    public static string? File => Environment.GetEnvironmentVariable("HX_OPERATIONS");

    /// <summary>On all clients of a portal.</summary>
    public static void Record(IServiceCollection services)
    {
        if (File is not null)
        {
            services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(() => new OperationsAsked()));
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var asked = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        if (answer.IsSuccessStatusCode && Known.TryAdd(asked, true))
        {
            lock (Writing)
            {
                System.IO.File.AppendAllLines(File!, [asked]);
            }
        }

        return answer;
    }
}
