using System.Collections.Concurrent;
using HourExchange.Client;
using HourExchange.Client.Identity;
using HourExchange.Client.Interventions;
using HourExchange.Client.Ledger;
using HourExchange.Client.Reporting;

namespace HourExchange.Portal.Asking;

/// <summary>The three services and the sign-in, asked for the person who is signed in.</summary>
public sealed class House(InterventionsClient interventions, LedgerClient ledger, ReportingClient reporting, IServiceProvider services, IHttpContextAccessor http, ILogger<House> log)
{
    private static readonly Action<ILogger, string, string, Exception?> SayAway =
        LoggerMessage.Define<string, string>(LogLevel.Warning, new EventId(1, "service-away"), "{Service} did not answer {Page} in time.");

    private static readonly object Silent = new();

    private CancellationToken Left => http.HttpContext!.RequestAborted;

    /// <summary>Services that have not answered this request: codes of words.</summary>
    public static IReadOnlyCollection<string> AwayFor(HttpContext http) => http.Items[Silent] is ConcurrentDictionary<string, bool> silent ? [.. silent.Keys.Order()] : [];

    public Task<Asked<T>> Interventions<T>(Func<InterventionsClient, CancellationToken, Task<Reply<T>>> ask) where T : class =>
        Ask("interventions", () => ask(interventions, Left));

    public Task<Asked<T>> Ledger<T>(Func<LedgerClient, CancellationToken, Task<Reply<T>>> ask) where T : class =>
        Ask("ledger", () => ask(ledger, Left));

    public Task<Asked<T>> Reporting<T>(Func<ReportingClient, CancellationToken, Task<Reply<T>>> ask) where T : class =>
        Ask("reporting", () => ask(reporting, Left));

    /// <summary>Of the house's own; where another provider signs people in there is none.</summary>
    public Task<Asked<T>> Identity<T>(Func<IdentityClient, CancellationToken, Task<Reply<T>>> ask) where T : class
    {
        if (services.GetService<IdentityClient>() is { } identity)
        {
            return Ask("identity", () => ask(identity, Left));
        }

        Note(http.HttpContext!, "identity");
        return Task.FromResult(Asked.NoneOf<T>(null));
    }

    private async Task<Asked<T>> Ask<T>(string service, Func<Task<Reply<T>>> ask) where T : class
    {
        var asked = await Asked.Of(ask, Left);
        if (asked.IsAway)
        {
            Note(http.HttpContext!, service);
            SayAway(log, service, http.HttpContext!.Request.Path, null);
        }

        return asked;
    }

    /// <summary>A service has not answered this request.</summary>
    internal static void Note(HttpContext http, string service)
    {
        lock (http.Items)
        {
            http.Items.TryAdd(Silent, new ConcurrentDictionary<string, bool>());
            ((ConcurrentDictionary<string, bool>)http.Items[Silent]!)[service] = true;
        }
    }
}
