using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace HourExchange.Identity.SigningIn;

/// <summary>
/// Tries to sign in, counted by address before the password is looked at: five failures close an address for 15 minutes, whether or not it
/// has an account. So neither words nor time tell which addresses have one (decision 0056).
/// </summary>
internal sealed class Attempts(NpgsqlDataSource database, TimeProvider clock)
{
    public const int FailureLimit = 5;

    public static readonly TimeSpan ClosedFor = TimeSpan.FromMinutes(15);

    private const string Count = """
        insert into identity.attempt as known (address_hash, failures, last_at) values (@hash, 1, @now)
        on conflict (address_hash) do update set
            failures = case when known.last_at < @opens then 1 else known.failures + 1 end,
            last_at = case when known.last_at < @opens or known.failures < @FailureLimit then @now else known.last_at end
        returning failures
        """;

    /// <returns>False where the address is closed.</returns>
    public async Task<bool> Begin(string address, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        return await connection.QuerySingleAsync<int>(
            Count, new { hash = HashOf(address), now = clock.GetUtcNow(), opens = clock.GetUtcNow() - ClosedFor, FailureLimit }) <= FailureLimit;
    }

    public async Task Forget(string address, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await connection.ExecuteAsync("delete from identity.attempt where address_hash = @hash", new { hash = HashOf(address) });
    }

    public async Task RemoveOld(CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await connection.ExecuteAsync("delete from identity.attempt where last_at < @opens", new { opens = clock.GetUtcNow() - ClosedFor });
    }

    private static byte[] HashOf(string address) => SHA256.HashData(Encoding.UTF8.GetBytes(address.Trim().ToUpperInvariant()));
}
