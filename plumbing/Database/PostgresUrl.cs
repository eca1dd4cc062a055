using Npgsql;

namespace HourExchange.Plumbing.Database;

/// <summary>Reads <c>postgresql://user:password@host:port/database</c>, the form psql also takes.</summary>
public static class PostgresUrl
{
    /// <exception cref="FormatException">The text is no such address. The message does not repeat it: it may hold a password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgresql" or "postgres"))
        {
            throw new FormatException("A PostgreSQL address has the form postgresql://user:password@host:port/database.");
        }

        var userInfo = uri.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Username = Uri.UnescapeDataString(userInfo[0]),
            Password = userInfo.Length > 1 ? Uri.UnescapeDataString(userInfo[1]) : null,
            Database = uri.AbsolutePath.Trim('/') is { Length: > 0 } name ? name : "postgres",
            Timeout = 5,
            // Passwords alone: looking for Kerberos costs a library that images have not, and says so with each start.
            GssEncryptionMode = GssEncryptionMode.Disable,
        };
    }
}
