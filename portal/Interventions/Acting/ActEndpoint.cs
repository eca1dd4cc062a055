using System.Globalization;
using HourExchange.Client;
using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions.Reading;
using HourExchange.Portal.Pages;
using HourExchange.Words;

namespace HourExchange.Portal.Interventions.Acting;

/// <summary>The acts on one line that need no page of their own: done over the version that the form was made from.</summary>
public static class ActEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "autoriser", Roles.Approver, (client, act, stopping) => client.ApproveInterventionAsync(act.Line, act.Tag, act.Key, stopping));
        Map(routes, "refuser", Roles.Approver, (client, act, stopping) => client.DeclineInterventionAsync(act.Line, act.Tag, new ReasonRequest { Reason = act.Reason }, act.Key, stopping));
        Map(routes, "confirmer", Roles.Approver, (client, act, stopping) => client.ConfirmInterventionAsync(act.Line, act.Tag, act.Key, new ConfirmRequest { Revision = act.Revision }, stopping));
        Map(routes, "contester", Roles.Approver, (client, act, stopping) => client.DisputeInterventionAsync(act.Line, act.Tag, new DisputeRequest { Reason = act.Reason, ProposedMinutes = act.ProposedMinutes }, act.Key, stopping));
        Map(routes, "retirer", Roles.Approver, (client, act, stopping) => client.WithdrawDisputeAsync(act.Line, act.Tag, act.Key, stopping));
        Map(routes, "annuler", Roles.Registrar, (client, act, stopping) => client.CancelInterventionAsync(act.Line, act.Tag, new ReasonRequest { Reason = act.Reason }, act.Key, stopping));
        Map(routes, "prendre", Roles.Registrar, (client, act, stopping) => client.CorrectInterventionAsync(act.Line, act.Tag, new CorrectionRequest { Changes = new LineChanges(), Reason = act.Reason, TakeProposed = true }, act.Key, stopping));
    }

    private static void Map(IEndpointRouteBuilder routes, string page, string role, Func<InterventionsClient, Act, CancellationToken, Task<Reply<InterventionView>>> run)
    {
        routes.MapPost($"{LinePaths.List}/{{id:guid}}/{page}", (Guid id, IFormCollection form, HttpContext http, House house) => Run(id, page, form, http, house, run)).For(role).Form();
        // Who asks for the address of a form gets the page on which it stands.
        routes.MapGet($"{LinePaths.List}/{{id:guid}}/{page}", (Guid id) => Results.Redirect(LinePaths.Of(id))).For(Roles.Readers);
    }

    private static async Task<IResult> Run(Guid id, string page, IFormCollection form, HttpContext http, House house, Func<InterventionsClient, Act, CancellationToken, Task<Reply<InterventionView>>> run)
    {
        var language = PageLanguage.Of(http.Request);
        var words = Wording.Of("Portal", language);
        if (!int.TryParse(form["version"], CultureInfo.InvariantCulture, out var version))
        {
            return FaultPages.FormExpired;
        }

        var typed = form.Where(field => !field.Key.StartsWith('_')).ToDictionary(field => field.Key, field => field.Value.ToString());
        var faults = new Faults(form);
        if (!HoursTyped.TryRead(form["propose"], out var proposed))
        {
            faults.Add("propose", words["Fault.hours"]);
            return await LineEndpoint.Show(http, id, new TypedAct(page, typed, faults, null, false), StatusCodes.Status422UnprocessableEntity);
        }

        var act = new Act(
            id, LineTag.Of(version), FormGuard.KeyOf(form), form[$"{page}-motif"].ToString().Trim() is { Length: > 0 } reason ? reason : null,
            int.TryParse(form["revision"], CultureInfo.InvariantCulture, out var revision) ? revision : null, proposed);
        var asked = await house.Interventions((client, stopping) => run(client, act, stopping));
        if (asked.Value is not null)
        {
            return Results.Redirect($"{LinePaths.Of(id)}?{LineEndpoint.Done}={page}");
        }

        if (asked.Problem is { Status: StatusCodes.Status404NotFound })
        {
            return FaultPages.NotFound;
        }

        if (asked.Problem is { } problem)
        {
            faults.Add(FieldOf(page, problem), Faults.Sentence(language, problem));
        }
        else
        {
            faults.Add("", words["Form.away"]);
        }

        var isStale = asked.Problem is { Status: StatusCodes.Status412PreconditionFailed };
        return await LineEndpoint.Show(
            http, id, new TypedAct(page, typed, faults, asked.IsAway ? act.Key : null, isStale), asked.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }

    private static string FieldOf(string page, ProblemDetails problem) => problem.Code switch
    {
        "reason-missing" or "text-invalid" => $"{page}-motif",
        "proposed-minutes-invalid" => "propose",
        _ => "",
    };

    /// <param name="Tag">Of the version that was read.</param>
    private sealed record Act(Guid Line, string Tag, string? Key, string? Reason, int? Revision, int? ProposedMinutes);
}
