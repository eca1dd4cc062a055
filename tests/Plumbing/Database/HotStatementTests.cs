using HourExchange.Ledger;
using HourExchange.Plumbing.Database;
using HourExchange.Tests.Kit;
using Npgsql;

namespace HourExchange.Tests.Plumbing.Database;

[Trait("needs", "servers")]
public sealed class HotStatementTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_migration_under_a_running_service_costs_a_prepared_statement_one_more_try()
    {
        await house.Execute(LedgerService.Host, "create table plumbing.changing (value int); insert into plumbing.changing values (7)");
        await using var connection = await house.OwnerDatabase(LedgerService.Host).OpenConnectionAsync(TestContext.Current.CancellationToken);
        Assert.Equal(7L, await Read(connection));
        await house.Execute(LedgerService.Host, "alter table plumbing.changing alter column value type bigint");

        var fault = await Assert.ThrowsAsync<PostgresException>(() => Read(connection));
        Assert.True(TransientFault.Is(fault), fault.ToString());
        Assert.Equal(7L, await Read(connection));
    }

    [Fact]
    public async Task Rows_are_of_one_value_or_of_many()
    {
        await using var connection = await house.OwnerDatabase(LedgerService.Host).OpenConnectionAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["un", "deux"], await Rows<string>("values ('un'), ('deux')"));
        Assert.Equal(["un", "deux"], (await Rows<string[]>("select array['un', 'deux']")).Single());
        Assert.Equal([1L, 2L], await Rows<long>("values (1::bigint), (2::bigint)"));
        Assert.Equal([("un", 1)], await Rows<(string, int)>("select 'un', 1"));

        Task<List<T>> Rows<T>(string sql) => HotStatement.Query<T>(connection, null, sql);
    }

    [Fact]
    public async Task A_parameter_without_a_value_has_the_type_of_its_property()
    {
        await using var connection = await house.OwnerDatabase(LedgerService.Host).OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        foreach (var (number, text, days) in new (int?, string?, DateOnly?[])[] { (null, null, [null]), (7, "sept", [new(2016, 8, 31), null]) })
        {
            var row = Assert.Single(await HotStatement.Query<(string, string?)>(
                transaction, "select pg_typeof(@number)::text || ' ' || pg_typeof(@text) || ' ' || pg_typeof(@days), @number || @text || cardinality(@days)", new { number, text, days }));
            Assert.Equal(("integer text date[]", text is null ? null : "7sept2"), row);
        }
    }

    [Fact]
    public async Task One_key_is_asked_for_by_a_text_of_its_own_with_the_same_rows()
    {
        const string rows = "select key from generate_series(1, 5) as key where key = any(@which) order by key";
        await using var connection = await house.OwnerDatabase(LedgerService.Host).OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        foreach (var keys in new int[][] { [], [3], [2, 4], [7] })
        {
            Assert.Equal(keys.Where(key => key <= 5), await HotStatement.QueryEach<int, int>(transaction, rows, keys));
            Assert.Equal(keys.Length == 1, !HotStatement.Which(rows, keys).Sql.Contains("any(", StringComparison.Ordinal));
        }
    }

    private static async Task<long> Read(NpgsqlConnection connection)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = await HotStatement.Prepare(transaction, "select value from plumbing.changing where value >= @least", new NpgsqlParameter("least", 1));
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
