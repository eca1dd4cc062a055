using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace HourExchange.Plumbing.Http;

/// <summary>A file that somebody sends as the body of a request.</summary>
public static class FileUpload
{
    /// <summary>100,000 rows need 12 MB as CSV, 6 MB as XLSX.</summary>
    private const int LimitBytes = 20 * 1024 * 1024;

    // A body that is too large is read to its end before it is refused, within this limit: a client that is still
    // sending when the connection closes would never see the answer.
    private const int ReadLimitBytes = 128 * 1024 * 1024;

    // A table and what becomes of it are in memory together, and the pool's connections are for others too.
    private static readonly SemaphoreSlim AtOnce = new(4);

    /// <param name="bytes">How much is read of a body, a too large one too.</param>
    public static TBuilder LimitUpload<TBuilder>(this TBuilder endpoint, int bytes = ReadLimitBytes) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new RequestSizeLimitAttribute(bytes)).RequireRateLimiting(RequestRates.Files);

    /// <summary>Reads a table of up to 20 MB and works it, four at once.</summary>
    public static async Task<Written<TAnswer>> Work<TAnswer>(HttpContext http, Func<ReadOnlyMemory<byte>, Task<Written<TAnswer>>> work)
        where TAnswer : IDescribedAnswer
    {
        if ((await Read(http)).IsRefused(out var tooLarge, out var file))
        {
            return tooLarge;
        }

        return await InTurn(http, () => work(file));
    }

    /// <summary>Works a table that is here already, in turn with those that are sent.</summary>
    public static async Task<Written<TAnswer>> InTurn<TAnswer>(HttpContext http, Func<Task<Written<TAnswer>>> work) where TAnswer : IDescribedAnswer
    {
        await AtOnce.WaitAsync(http.RequestAborted);
        try
        {
            return await work();
        }
        finally
        {
            AtOnce.Release();
        }
    }

    /// <param name="limitBytes">Whole MB.</param>
    /// <param name="name">What is said to be too large.</param>
    /// <returns>The bytes, or 413 <c>body-too-large</c>.</returns>
    public static async Task<Decision<ReadOnlyMemory<byte>>> Read(HttpContext http, int limitBytes = LimitBytes, string name = "A file")
    {
        var request = http.Request;
        // In one piece of the right length, where the request tells it.
        var file = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, limitBytes));
        var chunk = new byte[64 * 1024];
        while (await request.Body.ReadAsync(chunk, http.RequestAborted) is var read and > 0)
        {
            if (file.Length <= limitBytes)
            {
                file.Write(chunk, 0, read);
            }
        }

        var megabytes = limitBytes / 1024 / 1024;
        return file.Length <= limitBytes
            ? (ReadOnlyMemory<byte>)file.GetBuffer().AsMemory(0, (int)file.Length)
            : new Refusal(RefusalKind.TooLarge, "body-too-large", $"{name} has at most {megabytes} MB.");
    }
}
