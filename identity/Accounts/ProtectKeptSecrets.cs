using Dapper;
using Npgsql;

namespace HourExchange.Identity.Accounts;

/// <summary>
/// Before the program listens: what an earlier one has kept in plain text is protected and hashed. SQL has neither the keys nor the hash for it, so
/// that this is no migration. Two replicas that start at once do it twice, and the first has done it.
/// </summary>
internal sealed class ProtectKeptSecrets(NpgsqlDataSource database, KeptSecrets secrets) : IHostedService
{
    // A key is base 32; what is protected has small letters. Recovery codes in plain text have a hyphen in their middle, which no hash has.
    private const string Plain = """
        select user_id, name, value from identity.person_token
        where login_provider = @Provider and ((name = @AuthenticatorKey and value ~ '^[A-Z2-7]+$') or (name = @RecoveryCodes and value like '%-%'))
        """;

    private const string Write = """
        update identity.person_token set value = @kept where login_provider = @Provider and user_id = @UserId and name = @Name and value = @Value
        """;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        foreach (var row in await connection.QueryAsync<Row>(Plain, new { KeptSecrets.Provider, KeptSecrets.AuthenticatorKey, KeptSecrets.RecoveryCodes }))
        {
            var kept = row.Name == KeptSecrets.AuthenticatorKey ? secrets.Protect(row.Value) : KeptSecrets.Joined(KeptSecrets.Codes(row.Value).Select(secrets.Hash));
            await connection.ExecuteAsync(Write, new { kept, KeptSecrets.Provider, row.UserId, row.Name, row.Value });
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private sealed record Row(string UserId, string Name, string Value);
}
