using HourExchange.Client.Ledger;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions.Importing;
using HourExchange.Portal.Pages;
using HourExchange.Words;
using Microsoft.AspNetCore.Mvc;

namespace HourExchange.Portal.Accounts.Reconciliations;

/// <summary>Comparing a list, a partner's or one's own, with the book: sent here, and those that were sent.</summary>
public static class ReconciliationsEndpoint
{
    private const string Path = AccountPaths.List + "/{book}/rapprochement";
    private const int PageSize = 50;
    private const long LimitBytes = 10L * 1024 * 1024;

    // Up to twice the limit is read, so that the page can answer.
    private const long ReadBytes = 2 * LimitBytes;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (string book, HttpContext http, CancellationToken _) => Show(http, book, new Faults(), null, null)).For(Roles.Readers);
        routes.MapPost(Path, Send).For(Roles.Finance).Form().TakesLong()
            .WithMetadata(new RequestSizeLimitAttribute(ReadBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = ReadBytes });
    }

    private static async Task<IResult> Send(string book, IFormCollection form, HttpContext http, House house)
    {
        var (year, counterpart, language) = (form["annee"].ToString(), form["partenaire"].ToString(), PageLanguage.Of(http.Request));
        var (faults, words) = (new Faults(form), Wording.Of("Portal", language));
        var file = form.Files.GetFile("fichier");
        if (file is null or { Length: 0 })
        {
            faults.Add("fichier", words["Import.noFile"]);
            return await Show(http, book, faults, year, counterpart, StatusCodes.Status422UnprocessableEntity);
        }

        if (file.Length > LimitBytes)
        {
            faults.Add("fichier", words["Import.tooLarge"]);
            return await Show(http, book, faults, year, counterpart, StatusCodes.Status413PayloadTooLarge);
        }

        await using var content = file.OpenReadStream();
        var compared = await house.Ledger((client, stopping) => client.ReconcileAsync(book, year, counterpart, content, FormGuard.KeyOf(form), stopping));
        switch (compared)
        {
            case { Value: { } made }:
                return Results.Redirect(AccountPaths.Reconciliation(book, made.Id));
            case { Problem.Status: StatusCodes.Status404NotFound }:
                return FaultPages.NotFound;
            case { Problem: { } problem }:
                RowFaults.Of(problem, language).ForEach(sentence => faults.Add("fichier", sentence));
                break;
            default:
                faults.Add("", words["Form.away"]);
                break;
        }

        return await Show(http, book, faults, year, counterpart, compared.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Show(HttpContext http, string book, Faults faults, string? year, string? counterpart, int status = StatusCodes.Status200OK)
    {
        var house = http.RequestServices.GetRequiredService<House>();
        Guid? after = Guid.TryParse(http.Request.Query["suite"], out var cursor) ? cursor : null;
        var sent = house.Ledger((client, stopping) => client.ListReconciliationsAsync(book, after, limit: PageSize, cancellationToken: stopping));
        if ((await BookAtHand.Of(http, book)).IsRefused(out var away, out var atHand) || (await sent).IsRefused(out away, out var page))
        {
            return away;
        }

        return new Rendered<ReconciliationsPage>(new ReconciliationsModel(atHand, [.. page.Reconciliations], page.Next?.ToString(), year, counterpart, faults), status);
    }
}

/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Year">As it was chosen.</param>
/// <param name="Counterpart">As it was chosen.</param>
public sealed record ReconciliationsModel(BookAtHand Book, IReadOnlyList<ReconciliationView> Sent, string? Next, string? Year, string? Counterpart, Faults Faults);
