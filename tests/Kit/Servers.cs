namespace HourExchange.Tests.Kit;

/// <summary>The real PostgreSQL and RabbitMQ that ./hx test has started, or that HX_POSTGRES and HX_RABBITMQ name.</summary>
internal static class Servers
{
    public static string Postgres => Required("HX_POSTGRES");

    public static string RabbitMq => Required("HX_RABBITMQ");

    /// <summary>The management API with the administrator's credentials.</summary>
    public static string RabbitMqManagement
    {
        get
        {
            var api = new Uri(Required("HX_RABBITMQ_HTTP"));
            return $"{api.Scheme}://{new Uri(RabbitMq).UserInfo}@{api.Authority}";
        }
    }

    private static string Required(string variable) =>
        Environment.GetEnvironmentVariable(variable)
        ?? throw new InvalidOperationException($"{variable} is not set: run the tests with ./hx test.");
}
