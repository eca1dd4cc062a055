using System.Globalization;
using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions.Reading;
using HourExchange.Portal.Pages;
using HourExchange.Words;

namespace HourExchange.Portal.Interventions.ProposedChanges;

/// <summary>What a list says differently of a known line, side by side: taken, or left as it is.</summary>
public static class ChangesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(LinePaths.List + "/{id:guid}/changements", (Guid id, HttpContext http) => Show(id, http, null, null, null, StatusCodes.Status200OK)).For(Roles.Readers);
        routes.MapPost(LinePaths.List + "/{id:guid}/changements", Decide).For(Roles.Registrar).Form();
    }

    private static async Task<IResult> Decide(Guid id, IFormCollection form, HttpContext http, House house)
    {
        if (!Guid.TryParse(form["changement"], out var change) || !int.TryParse(form["version"], CultureInfo.InvariantCulture, out var version))
        {
            return FaultPages.FormExpired;
        }

        var reason = form["motif"].ToString().Trim();
        var isTaken = form["acte"] == "prendre";
        var decided = await house.Interventions((client, stopping) => client.DecideProposedChangeAsync(
            change, LineTag.Of(version), new DecisionRequest { Decision = isTaken ? "taken" : "dropped", Reason = reason.Length > 0 ? reason : null }, FormGuard.KeyOf(form), stopping));
        if (decided.Value is not null)
        {
            return Results.Redirect($"{LinePaths.Of(id)}?{LineEndpoint.Done}={(isTaken ? "corriger" : "garder")}");
        }

        var language = PageLanguage.Of(http.Request);
        return decided.Problem is { Status: StatusCodes.Status404NotFound } ? FaultPages.NotFound : await Show(
            id, http, change, reason, decided.Problem is { } problem ? Faults.Sentence(language, problem) : Wording.Of("Portal", language)["Form.away"],
            decided.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Show(Guid id, HttpContext http, Guid? change, string? reason, string? fault, int status) =>
        (await LineEndpoint.Read(http, id)).IsRefused(out var away, out var read) ? away : new Rendered<ChangesPage>(new ChangesModel(read, change, reason, fault), status);
}

/// <param name="Typed">The change whose form came back.</param>
public sealed record ChangesModel(LineModel Read, Guid? Typed, string? Reason, string? Fault);
