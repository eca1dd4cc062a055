using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HourExchange.Plumbing.Database;

/// <summary>The service's own data source, under the role that owns nothing.</summary>
public static class DatabaseSetup
{
    /// <param name="timeoutSeconds">How long a statement may take; 0 is without limit.</param>
    public static NpgsqlDataSource Create(string url, string name, int timeoutSeconds = 60)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new DateOnlyHandler());
        var settings = PostgresUrl.Parse(url);
        // Never prepared by itself: decision 0018.
        settings.MaxAutoPrepare = 0;
        settings.MaxPoolSize = 40;
        // Nothing of ours outlives its transaction in a session: decision 0073.
        settings.NoResetOnClose = true;
        settings.ApplicationName = name;
        settings.CommandTimeout = timeoutSeconds;
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = name };
        return builder.Build();
    }

    public static IServiceCollection AddDatabase(this IServiceCollection services, string url, string name) =>
        services.AddSingleton(_ => Create(url, name));
}
