using System.Net.Http.Headers;
using HourExchange.Client.Interventions;
using HourExchange.Client.Ledger;
using HourExchange.Client.Reporting;

namespace HourExchange.Tests.Kit;

/// <summary>Somebody of an institution, in one role, at the public API: through the client that is made from its documents.</summary>
internal sealed class Clients(Uri interventions, Uri ledger, Uri reporting, string? token)
{
    private static readonly SocketsHttpHandler Connections = new();

    public InterventionsClient Interventions => new(Http(interventions));

    public LedgerClient Ledger => new(Http(ledger));

    public ReportingClient Reporting => new(Http(reporting));

    private HttpClient Http(Uri address) => new(Connections, disposeHandler: false)
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(60),
        DefaultRequestHeaders = { Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token) },
    };
}
