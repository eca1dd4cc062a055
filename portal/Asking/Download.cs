using HourExchange.Client;
using HourExchange.Client.Interventions;
using HourExchange.Portal.Pages;
using Microsoft.Net.Http.Headers;
using Polly.Timeout;

namespace HourExchange.Portal.Asking;

/// <summary>A file of Interventions handed on as it comes.</summary>
public static class Download
{
    /// <param name="isNamedByPeople">Its name is what somebody has typed, and stays.</param>
    public static async Task<IResult> Of(Func<Task<FileResponse>> ask, HttpContext http, bool isNamedByPeople = false)
    {
        try
        {
            var file = await ask();
            return Results.Stream(
                file.Stream, Header(file, "Content-Type") ?? "application/octet-stream",
                ContentDispositionHeaderValue.TryParse(Header(file, "Content-Disposition"), out var disposition) && (disposition.FileNameStar.Value ?? disposition.FileName.Value)?.Trim('"') is { } name
                    ? isNamedByPeople ? name : FileNames.Of(name, PageLanguage.Of(http.Request)) : null);
        }
        catch (ApiException<ProblemDetails> refused) when (refused.StatusCode < StatusCodes.Status500InternalServerError)
        {
            return FaultPages.Of(refused.Result);
        }
        catch (Exception exception) when (exception is ApiException or HttpRequestException or TimeoutRejectedException
            || (exception is OperationCanceledException && !http.RequestAborted.IsCancellationRequested))
        {
            House.Note(http, "interventions");
            return FaultPages.Away;
        }
    }

    private static string? Header(FileResponse file, string name) => file.Headers.TryGetValue(name, out var values) ? values.FirstOrDefault() : null;
}
