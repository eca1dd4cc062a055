using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace HourExchange.Plumbing.Http;

/// <summary>A table that somebody sends as the body of a request.</summary>
public static class FileUpload
{
    /// <summary>100,000 rows need 12 MB as CSV, 6 MB as XLSX.</summary>
    private const int LimitBytes = 20 * 1024 * 1024;

    // A body that is too large is read to its end before it is refused, within this limit: a client that is still
    // sending when the connection closes would never see the answer.
    private const int ReadLimitBytes = 128 * 1024 * 1024;

    public static TBuilder LimitUpload<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new RequestSizeLimitAttribute(ReadLimitBytes));

    /// <returns>The bytes, or 413 <c>body-too-large</c> over 20 MB.</returns>
    public static async Task<Decision<ReadOnlyMemory<byte>>> Read(HttpRequest request, CancellationToken stopping)
    {
        // In one piece of the right length, where the request tells it.
        var file = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, LimitBytes));
        var chunk = new byte[64 * 1024];
        while (await request.Body.ReadAsync(chunk, stopping) is var read and > 0)
        {
            if (file.Length <= LimitBytes)
            {
                file.Write(chunk, 0, read);
            }
        }

        return file.Length <= LimitBytes
            ? (ReadOnlyMemory<byte>)file.GetBuffer().AsMemory(0, (int)file.Length)
            : new Refusal(RefusalKind.TooLarge, "body-too-large", $"A file has at most {LimitBytes / 1024 / 1024} MB.");
    }
}
