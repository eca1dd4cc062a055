using Dapper;
using HourExchange.Identity.Keeping;
using HourExchange.Plumbing.Database;
using HourExchange.Tests.Kit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HourExchange.Tests.Identity;

/// <summary>The numbered migrations make the tables that the packages of today expect.</summary>
[Trait("needs", "servers")]
public sealed class SchemaTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    private const string Columns = """
        select c.table_name || '.' || c.column_name || ' ' || c.udt_name || coalesce('(' || c.character_maximum_length || ')', '') || case c.is_nullable when 'YES' then '' else ' not null' end
            || coalesce(' ' || c.is_identity, '')
        from information_schema.columns c where c.table_schema = 'identity' and c.table_name = any (@tables)
        """;

    private const string Others = """
        select pg_get_constraintdef(o.oid) || ' ' || o.conname || ' on ' || t.relname from pg_constraint o join pg_class t on t.oid = o.conrelid
        where o.connamespace = 'identity'::regnamespace and t.relname = any (@tables)
        union select i.indexdef from pg_indexes i where i.schemaname = 'identity' and i.tablename = any (@tables)
        """;

    [Fact]
    public async Task The_migrated_database_is_the_one_that_the_model_makes()
    {
        await using var model = new IdentityTables(IdentityTables.Described);
        var tables = model.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Distinct().ToArray();
        Assert.True(tables.Length >= 10);
        var owner = PostgresUrl.Parse(house.Settings()["Database:Admin"]!);
        var name = "hxtest_" + Guid.NewGuid().ToString("N")[..12];
        await using var admin = new NpgsqlConnection(owner.ConnectionString);
        await admin.ExecuteAsync($"create database {name} encoding 'UTF8' template template0");
        try
        {
            owner.Database = name;
            owner.Pooling = false;
            await using var made = new NpgsqlConnection(owner.ConnectionString);
            await made.ExecuteAsync(model.Database.GenerateCreateScript());
            await using var migrated = await house.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
            foreach (var sql in new[] { Columns, Others })
            {
                Assert.Equal((await made.QueryAsync<string>(sql, new { tables })).Order(StringComparer.Ordinal), (await migrated.QueryAsync<string>(sql, new { tables })).Order(StringComparer.Ordinal));
            }
        }
        finally
        {
            await admin.ExecuteAsync($"drop database {name} with (force)");
        }
    }
}
