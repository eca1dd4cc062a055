using Dapper;
using Npgsql;

namespace HourExchange.Plumbing.Sending;

/// <summary>
/// The right to publish: one relay a service. Three seconds by the database's clock, renewed each second.
/// Locally it ends three seconds after the renewal was <em>asked</em>, so that a slow answer never makes it longer.
/// </summary>
public sealed class RelayLease(NpgsqlDataSource database, TimeProvider clock)
{
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);

    private const string Renew = """
        update plumbing.relay_lease set holder = @holder, held_until = clock_timestamp() + @duration
        where holder = @holder or held_until < clock_timestamp()
        """;

    private const string Free = "update plumbing.relay_lease set held_until = '-infinity' where holder = @holder";

    private readonly Guid _holder = Guid.CreateVersion7();
    private long _askedAt;
    private volatile bool _granted;

    public bool IsHeld => _granted && clock.GetElapsedTime(Interlocked.Read(ref _askedAt)) < Duration;

    public async Task<bool> TryRenew(CancellationToken stopping)
    {
        var asked = clock.GetTimestamp();
        await using var connection = await database.OpenConnectionAsync(stopping);
        var granted = await connection.ExecuteAsync(new CommandDefinition(
            Renew, new { holder = _holder, duration = Duration }, commandTimeout: 2, cancellationToken: stopping)) == 1;
        Interlocked.Exchange(ref _askedAt, asked);
        _granted = granted;
        return granted;
    }

    /// <summary>Lets the next relay start at once instead of after three seconds.</summary>
    public async Task Release()
    {
        if (!_granted)
        {
            return;
        }

        _granted = false;
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(Free, new { holder = _holder });
    }
}
