using HourExchange.Portal.Pages;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace HourExchange.Portal.Asking;

/// <summary>
/// Files of a service, handed on as they come. What it answers is data in one form and files in others: the typed client reads the first alone.
/// </summary>
public sealed class ServiceFiles(IHttpClientFactory clients, IHttpContextAccessor accessor)
{
    /// <summary>
    /// What a sheet to print may do: show what it carries in itself. Its own policy, in its head, names its styles one by one; no page of ours has one.
    /// </summary>
    private const string SheetPolicy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-modals";

    /// <typeparam name="TClient">Of the service.</typeparam>
    /// <param name="path">At the service, with its query.</param>
    /// <param name="isShown">Whether a sheet is shown by the browser; all else is saved.</param>
    /// <param name="back">Path of the page that a sheet belongs to, where a line above it leads back; null: it is shown to the byte.</param>
    public async Task<IResult> Of<TClient>(string path, bool isShown = false, string? back = null) where TClient : class
    {
        var http = accessor.HttpContext!;
        var left = http.RequestAborted;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            var answer = await clients.CreateClient(typeof(TClient).Name).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, left);
            http.Response.RegisterForDispose(answer);
            if (!answer.IsSuccessStatusCode)
            {
                return (int)answer.StatusCode < StatusCodes.Status500InternalServerError ? FaultPages.NotFound : Away<TClient>(http);
            }

            var type = answer.Content.Headers.ContentType?.ToString() ?? "application/octet-stream";
            var isSheet = isShown && type.StartsWith("text/html", StringComparison.Ordinal);
            PageHeaders.Set(http, null);
            if (isSheet)
            {
                http.Response.Headers.ContentSecurityPolicy = SheetPolicy;
            }

            var language = PageLanguage.Of(http.Request);
            var content = await answer.Content.ReadAsStreamAsync(left);
            if (isSheet)
            {
                return back is null ? Results.Stream(content, type) : Results.Stream(to => SheetBar.Write(content, to, back, language, left), type);
            }

            var name = answer.Content.Headers.ContentDisposition is { } named ? (named.FileNameStar ?? named.FileName)?.Trim('"')
                : $"{Path.GetFileName(path.Split('?')[0])}{(type.StartsWith("text/plain", StringComparison.Ordinal) ? ".txt" : ".json")}";
            return Results.Stream(content, type, name is null ? null : FileNames.Of(name, language));
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutRejectedException or BrokenCircuitException
            || (exception is OperationCanceledException && !left.IsCancellationRequested))
        {
            return Away<TClient>(http);
        }
    }

    private static IResult Away<TClient>(HttpContext http)
    {
        House.Note(http, typeof(TClient).Name.Replace("Client", "", StringComparison.Ordinal).ToLowerInvariant());
        return FaultPages.Away;
    }
}
