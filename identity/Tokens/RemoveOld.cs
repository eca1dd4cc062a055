using HourExchange.Identity.Sessions;
using HourExchange.Identity.SigningIn;
using HourExchange.Plumbing.Database;
using OpenIddict.Abstractions;

namespace HourExchange.Identity.Tokens;

/// <summary>What has ended is removed each hour: tokens, authorizations, sessions, counted tries.</summary>
internal sealed partial class RemoveOld(IServiceScopeFactory scopes, SessionStore sessions, Attempts attempts, TimeProvider clock, ILogger<RemoveOld> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Periodically.Run(Pause, clock, () => Remove(stoppingToken), DatabaseAway, stoppingToken);

    private async Task Remove(CancellationToken stopping)
    {
        await sessions.RemoveOld(stopping);
        await attempts.RemoveOld(stopping);
        await using var scope = scopes.CreateAsyncScope();
        // A replayed code or refresh token is known for as long as it might have lived.
        var ended = clock.GetUtcNow() - SessionStore.IdleLimit;
        await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(ended, stopping);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(ended, stopping);
    }

    [LoggerMessage(LogLevel.Warning, "What has ended could not be removed: {Why}")]
    private partial void DatabaseAway(string why);
}
