using HourExchange.Client;
using HourExchange.Client.Interventions;
using HourExchange.Client.Ledger;
using HourExchange.Client.Reporting;

namespace HourExchange.Portal.Asking;

/// <summary>The three services, asked for the person who is signed in.</summary>
public sealed class House(InterventionsClient interventions, LedgerClient ledger, ReportingClient reporting, IHttpContextAccessor http)
{
    private CancellationToken Left => http.HttpContext!.RequestAborted;

    public Task<Asked<T>> Interventions<T>(Func<InterventionsClient, CancellationToken, Task<Reply<T>>> ask) where T : class =>
        Asked.Of(() => ask(interventions, Left), Left);

    public Task<Asked<T>> Ledger<T>(Func<LedgerClient, CancellationToken, Task<Reply<T>>> ask) where T : class =>
        Asked.Of(() => ask(ledger, Left), Left);

    public Task<Asked<T>> Reporting<T>(Func<ReportingClient, CancellationToken, Task<Reply<T>>> ask) where T : class =>
        Asked.Of(() => ask(reporting, Left), Left);
}
