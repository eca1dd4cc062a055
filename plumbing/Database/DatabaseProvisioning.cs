using Dapper;
using Npgsql;

namespace HourExchange.Plumbing.Database;

/// <summary>
/// Makes a service's database and its two roles: the owner, who migrates, and the service's own, who owns nothing.
/// Neither connects to another database, and neither makes large objects, which stand outside every table's rights. Done by an administrator,
/// once; doing it again changes passwords only.
/// </summary>
public static class DatabaseProvisioning
{
    /// <summary>PostgreSQL lets everybody into the databases that it comes with.</summary>
    private const string CloseOthers = """
        do $$
        declare name text;
        begin
            for name in select datname from pg_database where datname in ('postgres', 'template1') and datallowconn loop
                execute format('revoke connect, temporary on database %I from public', name);
            end loop;
        end $$
        """;

    private const string NoLargeObjects =
        "revoke execute on function pg_catalog.lo_creat(int), pg_catalog.lo_create(oid), pg_catalog.lo_from_bytea(oid, bytea) from public";

    public static async Task Provision(string adminUrl, string ownerUrl, string serviceUrl)
    {
        var owner = PostgresUrl.Parse(ownerUrl);
        var service = PostgresUrl.Parse(serviceUrl);
        await using (var admin = new NpgsqlConnection(PostgresUrl.Parse(adminUrl).ConnectionString))
        {
            await admin.OpenAsync();
            // Services are provisioned side by side; roles and databases are the whole cluster's.
            await admin.ExecuteAsync("select pg_advisory_lock(hashtext('hourexchange provisioning'))");
            await EnsureRole(admin, owner);
            await EnsureRole(admin, service);
            var database = owner.Database!;
            var exists = await admin.ExecuteScalarAsync<bool>(
                "select exists (select from pg_database where datname = @database)", new { database });
            if (!exists)
            {
                await admin.ExecuteAsync($"create database {Quote(database)} owner {Quote(owner.Username!)} encoding 'UTF8' template template0");
            }

            await admin.ExecuteAsync($"""
                revoke all on database {Quote(database)} from public;
                grant connect on database {Quote(database)} to {Quote(service.Username!)};
                """);
            await admin.ExecuteAsync(CloseOthers);
            // Rights over functions are those of one database.
            var administrator = PostgresUrl.Parse(adminUrl);
            administrator.Database = database;
            await using (var inside = new NpgsqlConnection(administrator.ConnectionString))
            {
                await inside.OpenAsync();
                await inside.ExecuteAsync(NoLargeObjects);
            }

            await admin.ExecuteAsync("select pg_advisory_unlock(hashtext('hourexchange provisioning'))");
        }
    }

    public static async Task Drop(string adminUrl, string ownerUrl)
    {
        await using var admin = new NpgsqlConnection(PostgresUrl.Parse(adminUrl).ConnectionString);
        await admin.ExecuteAsync($"drop database if exists {Quote(PostgresUrl.Parse(ownerUrl).Database!)} with (force)");
    }

    private static async Task EnsureRole(NpgsqlConnection admin, NpgsqlConnectionStringBuilder role)
    {
        if (string.IsNullOrEmpty(role.Password))
        {
            throw new InvalidOperationException($"The role {role.Username} has no password in its address.");
        }

        var exists = await admin.ExecuteScalarAsync<bool>(
            "select exists (select from pg_roles where rolname = @name)", new { name = role.Username });
        var verb = exists ? "alter" : "create";
        var password = role.Password.Replace("'", "''", StringComparison.Ordinal);
        await admin.ExecuteAsync($"{verb} role {Quote(role.Username!)} login nosuperuser nocreatedb nocreaterole password '{password}'");
    }

    private static string Quote(string identifier) => '"' + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
