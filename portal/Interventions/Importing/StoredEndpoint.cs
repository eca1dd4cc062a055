using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions.Registering;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words;

namespace HourExchange.Portal.Interventions.Importing;

/// <summary>A stored list on its way: looked at, accepted, recorded, done; one address for all of it.</summary>
public static class StoredEndpoint
{
    /// <summary>In the query: how the reader called the file.</summary>
    public const string FileName = "fichier";

    public const int RowsShown = 50;

    private const int FaultsTold = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(LinePaths.Import + "/{id:guid}", (Guid id, HttpContext http, House house) => Show(id, http, house, null, StatusCodes.Status200OK)).For(Roles.Registrar);
        routes.MapPost(LinePaths.Import + "/{id:guid}", Accept).For(Roles.Registrar).Form().TakesLong();
    }

    private static async Task<IResult> Accept(Guid id, IFormCollection form, HttpContext http, House house)
    {
        var accepted = await house.Interventions((client, stopping) => client.AcceptImportAsync(id, form["partiel"] == "oui" ? true : null, FormGuard.KeyOf(form), stopping));
        if (accepted.Value is not null)
        {
            return Results.Redirect($"{LinePaths.Import}/{id}{http.Request.QueryString}");
        }

        var language = PageLanguage.Of(http.Request);
        return accepted.Problem is { Status: StatusCodes.Status404NotFound } ? FaultPages.NotFound : await Show(
            id, http, house, accepted.Problem is { } problem ? Faults.Sentence(language, problem) : Wording.Of("Portal", language)["Form.away"],
            accepted.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Show(Guid id, HttpContext http, House house, string? fault, int status)
    {
        if ((await house.Interventions((client, stopping) => client.ReadImportAsync(id, stopping))).IsRefused(out var away, out var import))
        {
            return away;
        }

        var caller = http.Caller()!;
        var onlyFaults = http.Request.Query["fautes"] == "1";
        var after = int.TryParse(http.Request.Query["apres"], System.Globalization.CultureInfo.InvariantCulture, out var row) ? row : (int?)null;
        var isPreview = import.State == "ready";
        var rows = isPreview ? house.Interventions((client, stopping) => client.ListImportRowsAsync(id, onlyFaults ? "fault" : null, after, RowsShown, stopping)) : null;
        var faults = isPreview && import.Stored is { Faults: > 0 } ? house.Interventions((client, stopping) => client.ListImportRowsAsync(id, "fault", null, FaultsTold, stopping)) : null;
        var begun = isPreview ? import.Stored?.NewContributors ?? [] : [];
        var people = begun.Count > 0 ? await People.Of(http, house, import.Agreement) : null;
        var atHand = http.RequestServices.GetRequiredService<AtHand>();
        return new Rendered<StoredPage>(new StoredModel
        {
            Import = import,
            Name = http.Request.Query[FileName].ToString() is { Length: > 0 } name ? name : null,
            Rows = rows is null ? null : (await rows).Value,
            FirstFaults = faults is null ? [] : (await faults).Value?.Rows ?? [],
            OnlyFaults = onlyFaults,
            Elsewhere = [.. begun.Select(code => (code, people!.InstitutionOf(code))).Where(one => one.Item2 is not null).Select(one => (one.code, one.Item2!))],
            Labels = await atHand.Labels(caller, http.RequestServices.GetRequiredService<TimeProvider>().Today(), PageLanguage.Of(http.Request)),
            Fault = fault,
        }, status);
    }
}

public sealed record StoredModel
{
    public required ImportView Import { get; init; }

    /// <summary>How the reader called the file; null where that was lost.</summary>
    public required string? Name { get; init; }

    /// <summary>Of the preview.</summary>
    public required ImportRows? Rows { get; init; }

    public required IReadOnlyList<ImportRow> FirstFaults { get; init; }

    public required bool OnlyFaults { get; init; }

    /// <summary>Of the codes that would begin those that somebody has already, with whose they are: who gives may be the wrong way round.</summary>
    public required IReadOnlyList<(string Code, string Institution)> Elsewhere { get; init; }

    public required Labels Labels { get; init; }

    /// <summary>Why it was not accepted.</summary>
    public required string? Fault { get; init; }
}
