namespace HourExchange.Portal.Asking;

/// <summary>
/// How long a page waits for services: all that it reads together 2.3 seconds, so that none takes longer than 3, drawn on a busy machine too; what it writes 2.3 seconds
/// as well, unless its endpoint says that more is at work.
/// </summary>
public static class Patience
{
    public static readonly TimeSpan OfPages = TimeSpan.FromSeconds(2.3);

    /// <summary>Of one try, so that there is time for another.</summary>
    public static readonly TimeSpan OfRead = TimeSpan.FromSeconds(2);

    public static readonly TimeSpan OfConnecting = TimeSpan.FromSeconds(1);

    private static readonly object Begun = new();

    /// <summary>The endpoint moves files, or hundreds of lines at once.</summary>
    public static TBuilder TakesLong<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new LongWork(TimeSpan.FromSeconds(60)));

    public static void Begin(HttpContext http, TimeProvider clock) => http.Items[Begun] = clock.GetTimestamp();

    /// <summary>What is left of it; never nothing, so that who is asked can refuse in time.</summary>
    public static TimeSpan Left(HttpContext? http, TimeProvider clock)
    {
        var all = http?.GetEndpoint()?.Metadata.GetMetadata<LongWork>()?.Patience ?? OfPages;
        var left = http?.Items[Begun] is long begun ? all - clock.GetElapsedTime(begun) : all;
        return left > TimeSpan.FromMilliseconds(10) ? left : TimeSpan.FromMilliseconds(10);
    }

    public static bool IsLong(HttpContext? http) => http?.GetEndpoint()?.Metadata.GetMetadata<LongWork>() is not null;

    private sealed record LongWork(TimeSpan Patience);
}
