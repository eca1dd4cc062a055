using System.Reflection;
using Dapper;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Plumbing.Database;

/// <summary>
/// Numbered embedded SQL (<c>Schema/0001-words.sql</c>), forward only, one transaction each, run by the owner role.
/// The plumbing's own tables come first, then the service's.
/// </summary>
public static class Migrator
{
    private const string ServiceRole = "${service}";

    /// <exception cref="InvalidOperationException">A migration that was already run has been changed.</exception>
    public static async Task Migrate(string ownerUrl, string serviceUrl, Assembly service)
    {
        var serviceRole = PostgresUrl.Parse(serviceUrl).Username!;
        await using var owner = new NpgsqlConnection(PostgresUrl.Parse(ownerUrl).ConnectionString);
        await owner.OpenAsync();
        await owner.ExecuteAsync("select pg_advisory_lock(hashtext('hourexchange migration'))");
        await owner.ExecuteAsync($"""
            create schema if not exists plumbing;
            create table if not exists plumbing.schema_migration (
                part text not null,
                name text not null,
                checksum text not null,
                run_at timestamptz not null default now(),
                constraint a_migration_runs_once primary key (part, name));
            grant usage on schema plumbing to "{serviceRole}";
            grant select on plumbing.schema_migration to "{serviceRole}";
            """);
        foreach (var migration in All(service))
        {
            await Run(owner, migration, serviceRole);
        }

        await owner.ExecuteAsync("select pg_advisory_unlock(hashtext('hourexchange migration'))");
    }

    /// <summary>True when every migration of the service has been run: part of being ready.</summary>
    public static async Task<bool> IsMigrated(NpgsqlConnection connection, Assembly service)
    {
        var run = await connection.QueryAsync<string>("select part || '/' || name from plumbing.schema_migration");
        return All(service).Select(migration => $"{migration.Part}/{migration.Name}").Except(run).Any() == false;
    }

    private static IEnumerable<Migration> All(Assembly service) =>
        In(typeof(Migrator).Assembly, "plumbing").Concat(In(service, "service"));

    private static IEnumerable<Migration> In(Assembly assembly, string part) =>
        from resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)
        where resource.Contains(".Schema.", StringComparison.Ordinal) && resource.EndsWith(".sql", StringComparison.Ordinal)
        select new Migration(part, resource[(resource.IndexOf(".Schema.", StringComparison.Ordinal) + 8)..], Read(assembly, resource));

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static async Task Run(NpgsqlConnection owner, Migration migration, string serviceRole)
    {
        var checksum = ContentHash.Of(migration.Sql);
        var known = await owner.ExecuteScalarAsync<string?>(
            "select checksum from plumbing.schema_migration where part = @Part and name = @Name", migration);
        if (known == checksum)
        {
            return;
        }

        if (known is not null)
        {
            throw new InvalidOperationException($"The migration {migration.Name} was changed after it had been run.");
        }

        await using var transaction = await owner.BeginTransactionAsync();
        await owner.ExecuteAsync(migration.Sql.Replace(ServiceRole, $"\"{serviceRole}\"", StringComparison.Ordinal), transaction: transaction);
        await owner.ExecuteAsync(
            "insert into plumbing.schema_migration (part, name, checksum) values (@Part, @Name, @checksum)",
            new { migration.Part, migration.Name, checksum }, transaction);
        await transaction.CommitAsync();
    }

    private sealed record Migration(string Part, string Name, string Sql);
}
