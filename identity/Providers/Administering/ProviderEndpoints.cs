using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Identity.Providers.Domain;
using HourExchange.Identity.Providers.Entering;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Identity.Providers.Administering;

/// <summary>An institution's administration names its own sign-in provider, changes what is said of it, and takes it away.</summary>
public static class ProviderEndpoints
{
    private const string Columns = "id, name, authority, client_id, client_secret is not null as has_secret, uses_pkce, scopes";

    // Of another institution: as if the name were taken by nobody who may be known.
    private const string Write = $"""
        insert into identity.provider as known (id, institution, name, authority, client_id, client_secret, uses_pkce, scopes, made_by)
        values (@Id, @Institution, @Name, @Authority, @ClientId, @secret, @UsesPkce, @scopes, @Subject)
        on conflict (id) do update set name = excluded.name, authority = excluded.authority, client_id = excluded.client_id,
            client_secret = coalesce(excluded.client_secret, known.client_secret), uses_pkce = excluded.uses_pkce, scopes = excluded.scopes, revision = known.revision + 1
            where known.institution = excluded.institution
        returning {Columns}
        """;

    private const string WriteRules = """
        delete from identity.provider_rule where provider = @Id;
        insert into identity.provider_rule (provider, position, claim, value, role)
        select @Id, n, c, v, r from unnest(@claims::text[], @values::text[], @roles::text[]) with ordinality as rule (c, v, r, n)
        """;

    private const string ReadRules = "select provider, claim, value, role from identity.provider_rule where provider = any (@providers) order by provider, position";

    // What it has given ends with it.
    private const string Delete = $"""
        with gone as (delete from identity.membership where provider = @id and institution = @Institution)
        delete from identity.provider where id = @id and institution = @Institution returning {Columns}
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/providers", Save).For(Roles.Admin).WithName("saveProvider");
        routes.MapGet("/api/v1/providers", Read).For(Roles.Admin).ByPrograms().WithName("listProviders");
        routes.MapPost("/api/v1/providers/{id}/withdrawals", Remove).For(Roles.Admin).WithName("removeProvider");
    }

    private static async Task<Written<Answer<ProviderView>>> Save(ProviderRequest request, HttpContext http, HttpWrites writes, ProviderSecrets secrets) =>
        await writes.Run(http, request, async transaction =>
        {
            var scopes = request.Scopes ?? "openid profile";
            if (ProviderRules.Check(request.Id, request.Name, request.Authority, request.ClientId, scopes, request.Rules) is { } refusal)
            {
                return (Decision<Answer<ProviderView>>)refusal;
            }

            var caller = Caller.Of(http.User);
            var row = await transaction.Connection!.QuerySingleOrDefaultAsync<Row>(Write, new
            {
                request.Id,
                caller.Institution,
                request.Name,
                request.Authority,
                request.ClientId,
                secret = request.ClientSecret is { Length: > 0 } secret ? secrets.Write(secret) : null,
                request.UsesPkce,
                scopes,
                caller.Subject,
            }, transaction);
            if (row is null)
            {
                return Refusal.Conflict("provider-id-taken", "Another provider has that id.");
            }

            await transaction.Connection!.ExecuteAsync(WriteRules, new
            {
                request.Id,
                claims = request.Rules.Select(rule => rule.Claim).ToArray(),
                values = request.Rules.Select(rule => rule.Value).ToArray(),
                roles = request.Rules.Select(rule => rule.Role).ToArray(),
            }, transaction);
            return Answer.Ok(View(row, request.Rules));
        });

    private static async Task<Shown<ProviderList>> Read(HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var rows = (await connection.QueryAsync<Row>($"select {Columns} from identity.provider where institution = @Institution order by id collate \"C\"", new { Caller.Of(http.User).Institution })).AsList();
        var rules = (await connection.QueryAsync<RuleRow>(ReadRules, new { providers = rows.Select(row => row.Id).ToArray() })).ToLookup(rule => rule.Provider);
        return new ProviderList([.. rows.Select(row => View(row, [.. rules[row.Id].Select(rule => new ProviderRule(rule.Claim, rule.Value, rule.Role))]))]);
    }

    private static async Task<Written<Answer<ProviderView>>> Remove(string id, HttpContext http, HttpWrites writes) =>
        await writes.Run(http, null, async transaction =>
            await transaction.Connection!.QuerySingleOrDefaultAsync<Row>(Delete, new { id, Caller.Of(http.User).Institution }, transaction) is { } row
                ? Answer.Ok(View(row, []))
                : (Decision<Answer<ProviderView>>)Refusal.NotFound("provider"));

    private static ProviderView View(Row row, IReadOnlyList<ProviderRule> rules) =>
        new(row.Id, row.Name, row.Authority, row.ClientId, row.HasSecret, row.UsesPkce, row.Scopes, rules, $"{Keeping.Provider.PathOf(row.Id)}/retour", $"{Keeping.Provider.PathOf(row.Id)}/essai");

    private sealed record Row(string Id, string Name, string Authority, string ClientId, bool HasSecret, bool UsesPkce, string Scopes);

    private sealed record RuleRow(string Provider, string Claim, string Value, string Role);
}

/// <summary>A provider as it is to be; one that is there under this id is changed.</summary>
/// <param name="Id">2 to 40 lower-case letters, digits and hyphens: it stands in the address to which the provider sends people back.</param>
/// <param name="Name">On the button with which people sign in.</param>
/// <param name="Authority">Its issuer: https.</param>
/// <param name="ClientId">By which it knows us.</param>
/// <param name="UsesPkce">Whether it takes a proof key; most do, and some take it for an error.</param>
/// <param name="Rules">Which claims give which roles, looked at with each sign-in.</param>
/// <param name="ClientSecret">What we show it; left out: what it was stays.</param>
/// <param name="Scopes">What is asked for, with spaces between; left out: openid profile.</param>
public sealed record ProviderRequest(
    string Id, string Name, string Authority, string ClientId, bool UsesPkce, IReadOnlyList<ProviderRule> Rules, string? ClientSecret = null, string? Scopes = null);

/// <summary>The providers of the caller's institution.</summary>
/// <param name="Providers">In the order of their ids.</param>
public sealed record ProviderList(IReadOnlyList<ProviderView> Providers);

/// <summary>An institution's sign-in provider.</summary>
/// <param name="Id">By which it stands in addresses.</param>
/// <param name="Name">On the button.</param>
/// <param name="Authority">Its issuer.</param>
/// <param name="ClientId">By which it knows us.</param>
/// <param name="HasSecret">Whether we show it one.</param>
/// <param name="UsesPkce">Whether it takes a proof key.</param>
/// <param name="Scopes">What is asked for.</param>
/// <param name="Rules">Which claims give which roles.</param>
/// <param name="ReturnPath">Where it sends people back: to be named there.</param>
/// <param name="TrialPath">A page that shows what a sign-in would give, to who is signed in here.</param>
public sealed record ProviderView(
    string Id, string Name, string Authority, string ClientId, bool HasSecret, bool UsesPkce, string Scopes, IReadOnlyList<ProviderRule> Rules, string ReturnPath, string TrialPath);
