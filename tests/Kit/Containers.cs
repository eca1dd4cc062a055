using HourExchange.Tests.Kit;
using Testcontainers.PostgreSql;
using Testcontainers.RabbitMq;

[assembly: AssemblyFixture(typeof(Containers))]

namespace HourExchange.Tests.Kit;

/// <summary>
/// With HX_TESTCONTAINERS=1 the tests' PostgreSQL and RabbitMQ run in containers of the versions that production has
/// (docker-compose.yml), for as long as the tests run. Tests of a whole house keep servers of their own (decision 0034).
/// </summary>
public sealed class Containers : IAsyncLifetime
{
    private const ushort ManagementPort = 15672;
    private const string User = "admin";
    private const string Password = "hxtest";

    private PostgreSqlContainer? _postgres;
    private RabbitMqContainer? _rabbit;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("HX_TESTCONTAINERS") != "1")
        {
            return;
        }

        _postgres = new PostgreSqlBuilder("postgres:15.14-bookworm").WithUsername(User).WithPassword(Password).WithDatabase("postgres")
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--encoding=UTF8 --locale=C.UTF-8").WithCommand("-c", "max_connections=200").Build();
        _rabbit = new RabbitMqBuilder("rabbitmq:3.13.7-management").WithUsername(User).WithPassword(Password).WithPortBinding(ManagementPort, assignRandomHostPort: true).Build();
        await Task.WhenAll(_postgres.StartAsync(), _rabbit.StartAsync());
        Environment.SetEnvironmentVariable("HX_POSTGRES", $"postgresql://{User}:{Password}@{_postgres.Hostname}:{_postgres.GetMappedPublicPort(PostgreSqlBuilder.PostgreSqlPort)}");
        Environment.SetEnvironmentVariable("HX_RABBITMQ", $"amqp://{User}:{Password}@{_rabbit.Hostname}:{_rabbit.GetMappedPublicPort(RabbitMqBuilder.RabbitMqPort)}");
        Environment.SetEnvironmentVariable("HX_RABBITMQ_HTTP", $"http://{_rabbit.Hostname}:{_rabbit.GetMappedPublicPort(ManagementPort)}");
    }

    public async ValueTask DisposeAsync()
    {
        await (_postgres?.DisposeAsync() ?? default);
        await (_rabbit?.DisposeAsync() ?? default);
    }
}
