using System.Globalization;
using System.Threading.RateLimiting;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Plumbing.Http;

/// <summary>
/// How much one caller may ask at a time, so that nobody's haste is another's wait. Beyond it: 429 with Retry-After, before a body is read.
/// </summary>
public static class RequestRates
{
    /// <summary>Policy of endpoints that take files: one at a time of each institution, three more may wait.</summary>
    public const string Files = "files";

    private const int FilesWaiting = 3;
    private const int FilesRetrySeconds = 5;

    /// <summary>Requests a second of one person or program, over time; ten times as many at once. 0 is without limit.</summary>
    private const string Setting = "Limits:RequestsPerSecond";
    private const int DefaultPerSecond = 200;
    private const int BurstSeconds = 10;

    public static IServiceCollection AddRequestRates(this IServiceCollection services, IConfiguration settings)
    {
        var perSecond = settings[Setting] is { Length: > 0 } written ? int.Parse(written, NumberStyles.None, CultureInfo.InvariantCulture) : DefaultPerSecond;
        return services.AddRateLimiter(options =>
        {
            options.OnRejected = Reject;
            options.AddPolicy(Files, http => RateLimitPartition.GetConcurrencyLimiter(
                http.User.FindFirst(Caller.InstitutionClaim)?.Value ?? "",
                _ => new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = FilesWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst }));
            // Who has no token is told so, which costs nothing; health is asked by machines.
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
                perSecond == 0 || http.User.FindFirst(Caller.SubjectClaim)?.Value is not { } subject
                    ? RateLimitPartition.GetNoLimiter("")
                    : RateLimitPartition.GetTokenBucketLimiter(subject, _ => new TokenBucketRateLimiterOptions
                    {
                        TokenLimit = perSecond * BurstSeconds,
                        TokensPerPeriod = perSecond,
                        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    }));
        });
    }

    private static async ValueTask Reject(OnRejectedContext rejected, CancellationToken stopping)
    {
        var http = rejected.HttpContext;
        var isRate = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        RequestLog.Refuse(http, isRate ? "too-many-requests" : "too-many-files");
        http.Response.Headers.RetryAfter = (isRate ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : FilesRetrySeconds).ToString(CultureInfo.InvariantCulture);
        await http.Response.WriteAsJsonAsync(
            isRate
                ? Problem.Details(StatusCodes.Status429TooManyRequests, "too-many-requests", "You ask more often than this service answers one caller: wait as long as Retry-After says.")
                : Problem.Details(StatusCodes.Status429TooManyRequests, "too-many-files", "Your institution's files are read one after the other, and enough are waiting: send this one when they are done."),
            options: null, Problem.ContentType, stopping);
    }
}
