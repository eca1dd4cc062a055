using Dapper;
using HourExchange.Identity.Keeping;
using Npgsql;
using OpenIddict.Abstractions;

namespace HourExchange.Identity.Programs;

/// <summary>A program is a client of OpenIddict's, which keeps its secret hashed, and a row of ours that says for whom it acts.</summary>
internal sealed class ProgramStore(IOpenIddictApplicationManager clients, IdentityTables tables)
{
    private const string Columns = "client_id, name, role, scopes, made_at, expires_on, last_used_at, revoked_at";

    private const string Insert = $"""
        insert into identity.program (client_id, institution, role, name, scopes, made_by, made_at, expires_on)
        values (@clientId, @institution, @role, @name, @scopes, @madeBy, @now, @expiresOn)
        returning {Columns}
        """;

    public async Task<ProgramView> Add(
        NpgsqlTransaction transaction, string clientId, string secret, string institution, string role, string name, IReadOnlyList<string> scopes, DateOnly expiresOn, string madeBy, DateTimeOffset now)
    {
        await tables.Join(transaction);
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = clientId,
            ClientSecret = secret,
            ClientType = OpenIddictConstants.ClientTypes.Confidential,
            Permissions = { OpenIddictConstants.Permissions.Endpoints.Token, OpenIddictConstants.Permissions.GrantTypes.ClientCredentials },
        };
        client.Permissions.UnionWith(scopes.Select(scope => OpenIddictConstants.Permissions.Prefixes.Scope + scope));
        await clients.CreateAsync(client);
        return View(await transaction.Connection!.QuerySingleAsync<Row>(
            Insert, new { clientId, institution, role, name, scopes = scopes.ToArray(), madeBy, now, expiresOn }, transaction));
    }

    /// <returns>Null where the institution has no such program, or it is revoked.</returns>
    public async Task<ProgramView?> Replace(NpgsqlTransaction transaction, string clientId, string secret, string institution)
    {
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<Row>(
            $"select {Columns} from identity.program where client_id = @clientId and institution = @institution and revoked_at is null for update", new { clientId, institution }, transaction);
        if (row is null)
        {
            return null;
        }

        await tables.Join(transaction);
        var client = await clients.FindByClientIdAsync(clientId) ?? throw new InvalidOperationException($"The program {clientId} has no client.");
        await clients.UpdateAsync(client, secret);
        return View(row);
    }

    /// <inheritdoc cref="Replace"/>
    public static async Task<ProgramView?> Revoke(NpgsqlTransaction transaction, string clientId, string institution, DateTimeOffset now)
    {
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<Row>(
            $"update identity.program set revoked_at = @now where client_id = @clientId and institution = @institution and revoked_at is null returning {Columns}",
            new { clientId, institution, now }, transaction);
        return row is null ? null : View(row);
    }

    public static async Task<IReadOnlyList<ProgramView>> Of(NpgsqlConnection connection, string institution, string after, int take) =>
        [.. (await connection.QueryAsync<Row>(
            $"select {Columns} from identity.program where institution = @institution and client_id collate \"C\" > @after order by client_id collate \"C\" limit @take", new { institution, after, take })).Select(View)];

    private static ProgramView View(Row row) => new(row.ClientId, row.Name, row.Role, row.Scopes, row.MadeAt, row.ExpiresOn, row.LastUsedAt, row.RevokedAt);

    // By its properties: Dapper gives no list to a constructor.
    private sealed record Row
    {
        public required string ClientId { get; init; }
        public required string Name { get; init; }
        public required string Role { get; init; }
        public required string[] Scopes { get; init; }
        public required DateTime MadeAt { get; init; }
        public required DateOnly ExpiresOn { get; init; }
        public DateTime? LastUsedAt { get; init; }
        public DateTime? RevokedAt { get; init; }
    }
}
