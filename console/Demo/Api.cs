using System.Net.Http.Headers;
using System.Text.Json;
using HourExchange.Client;
using HourExchange.Client.Interventions;
using HourExchange.Client.Ledger;
using HourExchange.Client.Reporting;

namespace HourExchange.Console.Demo;

/// <summary>The public HTTP API, as one of its users: every service for somebody of an institution, in one role.</summary>
internal sealed class Api(ICallerTokens tokens, ServiceAddresses addresses, SocketsHttpHandler? connecting = null) : IDisposable
{
    private readonly SocketsHttpHandler _connections = connecting ?? new();

    public InterventionsClient Interventions(string institution, string role) => new(Http(addresses.Interventions, institution, role));

    /// <param name="subject">Who exactly; institution and role by default.</param>
    public LedgerClient Ledger(string institution, string role, string? subject = null) => new(Http(addresses.Ledger, institution, role, subject));

    public ReportingClient Reporting(string institution, string role) => new(Http(addresses.Reporting, institution, role));

    /// <summary>What is no JSON: sheets and workbooks.</summary>
    public HttpClient ReportingFiles(string institution, string role) => Http(addresses.Reporting, institution, role);

    /// <inheritdoc cref="ReportingFiles"/>
    public HttpClient LedgerFiles(string institution, string role) => Http(addresses.Ledger, institution, role);

    public void Dispose() => _connections.Dispose();

    private HttpClient Http(string address, string institution, string role, string? subject = null) =>
        new(new Caller($"{institution}/{role}", () => tokens.Of(institution, role, subject), _connections), disposeHandler: false)
        {
            BaseAddress = new Uri(address),
            Timeout = TimeSpan.FromMinutes(2),
        };

    private sealed class Caller(string name, Func<Task<string>> token, HttpMessageHandler connections) : DelegatingHandler(connections)
    {
        /// <exception cref="DemoException">The service has refused.</exception>
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token());
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return answer;
            }

            using (answer)
            {
                var text = await answer.Content.ReadAsStringAsync(cancellationToken);
                throw new DemoException($"{request.Method} {request.RequestUri} by {name}: {(int)answer.StatusCode} {(text.Length <= 600 ? text : text[..600] + "…")}")
                {
                    Code = answer.Content.Headers.ContentType?.MediaType == "application/problem+json" ? JsonSerializer.Deserialize<ProblemDetails>(text)!.Code : null,
                };
            }
        }
    }
}
