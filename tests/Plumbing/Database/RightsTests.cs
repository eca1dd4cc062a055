using Dapper;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Host;
using HourExchange.Tests.Kit;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace HourExchange.Tests.Plumbing.Database;

/// <summary>What the role of every service may not, whatever its tables are.</summary>
[Trait("needs", "servers")]
public sealed class RightsTests(House house, IdentityHouse identity) : IClassFixture<House>, IClassFixture<IdentityHouse>
{
    private const string UpdatableKeys = """
        select attrelid::regclass || '.' || attname from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
        where indisprimary and has_column_privilege(attrelid, attnum, 'update') and attrelid >= 16384
        """;

    private const string WholeTables = """
        select table_schema || '.' || table_name from information_schema.role_table_grants
        where grantee = current_user and privilege_type in ('UPDATE', 'TRUNCATE', 'REFERENCES', 'TRIGGER')
        """;

    public static TheoryData<string> Services => [.. House.Programs.Select(host => host.Name)];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task No_table_may_be_updated_as_a_whole_and_no_key_at_all(string service)
    {
        await using var connection = await Connect(service);
        Assert.Empty(await connection.QueryAsync<string>(WholeTables));
        Assert.Empty(await connection.QueryAsync<string>(UpdatableKeys));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task No_large_object_may_be_made(string service)
    {
        await using var connection = await Connect(service);
        foreach (var sql in new[] { "select lo_create(0)", "select lo_creat(-1)", "select lo_from_bytea(0, '')" })
        {
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(sql))).SqlState);
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task No_other_database_is_open_to_it(string service)
    {
        foreach (var other in House.Programs.Where(host => host.Name != service).Select(host => PostgresUrl.Parse(Url(host.Name)).Database!).Concat(["postgres", "template1"]))
        {
            var address = PostgresUrl.Parse(Url(service));
            address.Database = other;
            address.Pooling = false;
            await using var connection = new NpgsqlConnection(address.ConnectionString);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));
            Assert.Equal((other, PostgresErrorCodes.InsufficientPrivilege), (other, refused.SqlState));
        }
    }

    [Fact]
    public async Task No_broker_user_has_any_right_over_another_service_s_names()
    {
        foreach (var host in House.Hosts)
        {
            await using var connection = await BrokerProbe.Factory(BrokerSettings.Parse(house.Settings(host)["Broker:Service"]!)).CreateConnectionAsync(TestContext.Current.CancellationToken);
            foreach (var name in House.Hosts.Where(other => other != host).Select(other => other.Name + ".anything").Concat(host.Name == "reporting" ? [] : ["reporting.rebuild-hours-posted.v1"]))
            {
                await Refused(connection, channel => channel.ExchangeDeclareAsync(name, ExchangeType.Fanout, durable: true));
                await Refused(connection, channel => channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false));
                await Refused(connection, channel => channel.QueueDeleteAsync(name));
                await Refused(connection, channel => channel.QueuePurgeAsync(name));
                await Refused(connection, channel => channel.BasicGetAsync(name, autoAck: true));
            }
        }
    }

    private static async Task Refused(IConnection connection, Func<IChannel, Task> act)
    {
        await using var channel = await connection.CreateChannelAsync();
        Assert.Equal(Constants.AccessRefused, (await Assert.ThrowsAsync<OperationInterruptedException>(() => act(channel))).ShutdownReason!.ReplyCode);
    }

    private async Task<NpgsqlConnection> Connect(string service)
    {
        var connection = new NpgsqlConnection(PostgresUrl.Parse(Url(service)).ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private string Url(string service)
    {
        ServiceHost host = House.Programs.Single(host => host.Name == service);
        return (host.Queues is null ? identity.Settings() : house.Settings(host))["Database:Service"]!;
    }
}
