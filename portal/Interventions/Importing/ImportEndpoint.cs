using HourExchange.Client;
using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words;
using Microsoft.AspNetCore.Mvc;

namespace HourExchange.Portal.Interventions.Importing;

/// <summary>A list is given in. It is looked at before anything is recorded.</summary>
public static class ImportEndpoint
{
    /// <summary>Of a file.</summary>
    public const long LimitBytes = 10 * 1024 * 1024;

    /// <summary>So much is read that a page can still answer; beyond it the connection ends.</summary>
    private const long ReadBytes = 2 * LimitBytes;

    private const int NameLimit = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(LinePaths.Import, (HttpContext http, CancellationToken _) => Show(http, new Faults())).For(Roles.Registrar);
        routes.MapPost(LinePaths.Import, Store).For(Roles.Registrar).Form().TakesLong()
            .WithMetadata(new RequestSizeLimitAttribute(ReadBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = ReadBytes });
    }

    private static async Task<IResult> Store(IFormCollection form, HttpContext http, House house)
    {
        var language = PageLanguage.Of(http.Request);
        var (faults, words) = (new Faults(form), Wording.Of("Portal", language));
        var file = form.Files.GetFile("fichier");
        if (file is null or { Length: 0 })
        {
            faults.Add("fichier", words["Import.noFile"]);
            return await Show(http, faults, StatusCodes.Status422UnprocessableEntity, form["convention"]);
        }

        if (file.Length > LimitBytes)
        {
            faults.Add("fichier", words["Import.tooLarge"]);
            return await Show(http, faults, StatusCodes.Status413PayloadTooLarge, form["convention"]);
        }

        await using var content = file.OpenReadStream();
        var stored = await house.Interventions((client, stopping) => client.StoreImportAsync(form["convention"].ToString(), content, FormGuard.KeyOf(form), stopping));
        if (stored.Value is { } import)
        {
            var name = Path.GetFileName(file.FileName);
            return Results.Redirect($"{LinePaths.Import}/{import.Import}?{StoredEndpoint.FileName}={Uri.EscapeDataString(name.Length > NameLimit ? name[..NameLimit] : name)}");
        }

        switch (stored.Problem)
        {
            case { Status: StatusCodes.Status404NotFound }:
                return FaultPages.NotFound;
            case { } problem:
                RowFaults.Of(problem, language).ForEach(sentence => faults.Add("fichier", sentence));
                break;
            default:
                faults.Add("", words["Form.away"]);
                break;
        }

        return await Show(http, faults, stored.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable, form["convention"]);
    }

    private static async Task<IResult> Show(HttpContext http, Faults faults, int status = StatusCodes.Status200OK, string? agreement = null)
    {
        var agreements = await http.RequestServices.GetRequiredService<AtHand>().Agreements();
        return agreements.IsRefused(out var fault, out var all) ? fault
            : new Rendered<ImportPage>(new ImportModel([.. all.Where(one => one.State != "pending").Select(one => one.Ref)], agreement ?? http.Request.Query["convention"], faults), status);
    }
}

/// <param name="Agreements">Under which lines may begin.</param>
/// <param name="Chosen">One of them, or null.</param>
public sealed record ImportModel(IReadOnlyList<string> Agreements, string? Chosen, Faults Faults);
