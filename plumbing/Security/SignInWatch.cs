using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HourExchange.Plumbing.Security;

/// <summary>
/// Looks each half minute whether the sign-in provider's keys can be read. While they cannot, a service that has not read them refuses
/// every token: it is said in the log, and readiness is degraded.
/// </summary>
internal sealed partial class SignInWatch(SignInProvider provider, IOptionsMonitor<JwtBearerOptions> options, TimeProvider clock, ILogger<SignInWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private bool? _answers;

    private SignInAddress? Address => provider.Address;

    /// <summary>False from the first time that it could not be reached; a service without a provider misses none.</summary>
    public bool Answers => Address is null || _answers != false;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Address is not { } address)
        {
            return;
        }

        if (address.IsPlain)
        {
            PlainAddress(address.Issuer, address.Metadata);
        }

        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            await Look(address, stoppingToken);
        }
        while (await NextTick(timer, stoppingToken));
    }

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    private static async Task<bool> NextTick(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task Look(SignInAddress address, CancellationToken stopping)
    {
        string? why = null;
        try
        {
            using var answer = await _http.GetAsync(address.Metadata, stopping);
            why = answer.IsSuccessStatusCode ? null : $"it answers {(int)answer.StatusCode}";
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            why = exception.Message;
        }

        if (stopping.IsCancellationRequested)
        {
            return;
        }

        if (why is not null && _answers != false)
        {
            Unreachable(address.Metadata, why);
        }
        else if (why is null && _answers == false)
        {
            // Whoever failed meanwhile is not to wait until the keys are asked for again by themselves.
            options.Get(JwtBearerDefaults.AuthenticationScheme).ConfigurationManager?.RequestRefresh();
            Reachable(address.Metadata);
        }

        _answers = why is null;
    }

    [LoggerMessage(LogLevel.Warning, "The sign-in provider {Issuer} is read without TLS, at {Metadata}: Security:PrivateNetwork says that nobody else can listen.")]
    private partial void PlainAddress(Uri issuer, Uri metadata);

    [LoggerMessage(LogLevel.Error, "The sign-in provider cannot be reached at {Metadata}: {Why}. Tokens are refused unless its keys were read before.")]
    private partial void Unreachable(Uri metadata, string why);

    [LoggerMessage(LogLevel.Information, "The sign-in provider answers again at {Metadata}.")]
    private partial void Reachable(Uri metadata);
}
