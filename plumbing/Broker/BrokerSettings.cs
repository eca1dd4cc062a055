namespace HourExchange.Plumbing.Broker;

/// <summary>Where the broker is and as whom to speak to it: <c>amqp://user:password@host:port/vhost</c>.</summary>
public sealed record BrokerSettings(string Host, ushort Port, string VirtualHost, string User, string Password)
{
    /// <exception cref="FormatException">The text is no such address. The message does not repeat it: it holds a password.</exception>
    public static BrokerSettings Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != "amqp")
        {
            throw new FormatException("A broker address has the form amqp://user:password@host:port/vhost.");
        }

        var userInfo = uri.UserInfo.Split(':', 2);
        return new BrokerSettings(
            uri.Host,
            (ushort)(uri.Port > 0 ? uri.Port : 5672),
            Uri.UnescapeDataString(uri.AbsolutePath.Trim('/')) is { Length: > 0 } host ? host : "/",
            Uri.UnescapeDataString(userInfo[0]),
            userInfo.Length > 1 ? Uri.UnescapeDataString(userInfo[1]) : "");
    }
}
