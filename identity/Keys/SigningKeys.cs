using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace HourExchange.Identity.Keys;

/// <summary>
/// The keys that sign tokens (ES256), from the database: replicas share them. One signs for 30 days; the next is announced a day before it signs, so
/// that services which keep the announced keys know it, and the last is honoured for two days more.
/// </summary>
public sealed class SigningKeys(NpgsqlDataSource database, TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan Signs = TimeSpan.FromDays(30);
    public static readonly TimeSpan AnnouncedBefore = TimeSpan.FromDays(1);

    /// <summary>Longer than any token lives.</summary>
    public static readonly TimeSpan HonouredAfter = TimeSpan.FromDays(2);

    private const int SecretBytes = 32;

    // Two replicas that start at once must not make a key each.
    private const string Lock = "select pg_advisory_xact_lock(hashtext('hourexchange signing key'))";

    private const string Read = "select id, private_key, signs_from, signs_until from identity.signing_key where honoured_until > @now order by signs_from desc";

    private const string Add = """
        insert into identity.signing_key (id, private_key, signs_from, signs_until, honoured_until) values (@id, @privateKey, @from, @until, @honoured)
        """;

    private const string AddSecret = "insert into identity.token_secret (secret) values (@secret) on conflict do nothing";

    private CancellationTokenSource _changed = new();

    /// <summary>Which sign now, newest first, then those that are only announced or honoured.</summary>
    public IReadOnlyList<ECDsaSecurityKey> All { get; private set; } = [];

    /// <summary>Encrypts codes and refresh tokens.</summary>
    public SymmetricSecurityKey? Secret { get; private set; }

    public IChangeToken Changed => new CancellationChangeToken(_changed.Token);

    /// <summary>Makes the key that is due, and reads what holds now.</summary>
    public async Task Refresh(CancellationToken stopping)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        await connection.ExecuteAsync(Lock, transaction: transaction);
        var rows = (await connection.QueryAsync<KeyRow>(Read, new { now }, transaction)).AsList();
        if (rows.Count == 0 || rows[0].SignsUntil - now < AnnouncedBefore)
        {
            await connection.ExecuteAsync(Add, Made(rows.Count == 0 ? now : rows[0].SignsUntil, now), transaction);
            rows = (await connection.QueryAsync<KeyRow>(Read, new { now }, transaction)).AsList();
        }

        await connection.ExecuteAsync(AddSecret, new { secret = RandomNumberGenerator.GetBytes(SecretBytes) }, transaction);
        Secret ??= new SymmetricSecurityKey(await connection.QuerySingleAsync<byte[]>("select secret from identity.token_secret", transaction: transaction));
        await transaction.CommitAsync(stopping);
        Use([.. rows.OrderBy(row => row.SignsFrom <= now && now < row.SignsUntil ? 0 : 1)]);
    }

    public void Dispose() => _changed.Dispose();

    private static object Made(DateTime due, DateTime now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // A house that stood still for weeks has no key that signs: the new one does at once.
        var from = due > now ? due : now;
        var until = from + Signs;
        return new { id = Guid.CreateVersion7(now).ToString("N"), privateKey = key.ExportPkcs8PrivateKey(), from, until, honoured = until + HonouredAfter };
    }

    private void Use(IReadOnlyList<KeyRow> rows)
    {
        if (rows.Select(row => row.Id).SequenceEqual(All.Select(key => key.KeyId), StringComparer.Ordinal))
        {
            return;
        }

        var known = All.ToDictionary(key => key.KeyId, StringComparer.Ordinal);
        All = [.. rows.Select(row => known.GetValueOrDefault(row.Id) ?? Key(row))];
        var before = Interlocked.Exchange(ref _changed, new CancellationTokenSource());
        before.Cancel();
        before.Dispose();
    }

    private static ECDsaSecurityKey Key(KeyRow row)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(row.PrivateKey, out _);
        return new ECDsaSecurityKey(key) { KeyId = row.Id };
    }

    private sealed record KeyRow(string Id, byte[] PrivateKey, DateTime SignsFrom, DateTime SignsUntil);
}
