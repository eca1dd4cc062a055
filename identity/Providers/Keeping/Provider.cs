using Dapper;
using HourExchange.Identity.Providers.Domain;
using Npgsql;

namespace HourExchange.Identity.Providers.Keeping;

/// <summary>An institution's own OpenID Connect provider.</summary>
/// <param name="ProtectedSecret">Null: it asks for none.</param>
/// <param name="Revision">Of what is said of it: options that were made of an earlier one are not used.</param>
public sealed record Provider(string Id, string Institution, string Name, string Authority, string ClientId, string? ProtectedSecret, bool UsesPkce, string Scopes, int Revision)
{
    /// <summary>The name of its scheme, and where a browser comes back to.</summary>
    public string Scheme => $"{SchemePrefix}{Id}.{Revision}";

    public const string SchemePrefix = "provider.";

    public string Path => PathOf(Id);

    public static string PathOf(string id) => $"/connexion/fournisseur/{id}";
}

internal sealed class ProviderQuery(NpgsqlDataSource database)
{
    private const string Columns = "id, institution, name, authority, client_id, client_secret as protected_secret, uses_pkce, scopes, revision";

    public async Task<Provider?> Read(string id)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<Provider>($"select {Columns} from identity.provider where id = @id", new { id });
    }

    public async Task<IReadOnlyList<Provider>> All()
    {
        await using var connection = await database.OpenConnectionAsync();
        return (await connection.QueryAsync<Provider>($"select {Columns} from identity.provider order by name collate \"C\", id collate \"C\"")).AsList();
    }

    public async Task<IReadOnlyList<ProviderRule>> RulesOf(string id)
    {
        await using var connection = await database.OpenConnectionAsync();
        return (await connection.QueryAsync<ProviderRule>("select claim, value, role from identity.provider_rule where provider = @id order by position", new { id })).AsList();
    }
}
