using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words;

namespace HourExchange.Portal.ToDo;

/// <summary>What the other side asks for: may this person go? Approved, or declined with a reason.</summary>
public static class RequestsEndpoint
{
    public const string Path = "/a-faire/demandes";

    private const int Shown = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http, CancellationToken _) => Show(http, null)).For(Roles.Approver);
        routes.MapPost(Path, Decide).For(Roles.Approver).Form();
    }

    private static async Task<IResult> Decide(IFormCollection form, HttpContext http, House house)
    {
        if (!Guid.TryParse(form["demande"], out var id) || !int.TryParse(form["version"], out var version))
        {
            return FaultPages.FormExpired;
        }

        var (reason, key, tag) = (form["motif"].ToString().Trim(), FormGuard.KeyOf(form), LineTag.Of(version));
        var isApproval = form["acte"] == "autoriser";
        var asked = isApproval
            ? await house.Interventions((client, stopping) => client.ApproveInterventionAsync(id, tag, key, stopping))
            : await house.Interventions((client, stopping) => client.DeclineInterventionAsync(id, tag, new ReasonRequest { Reason = reason }, key, stopping));
        if (asked.Value is null)
        {
            var language = PageLanguage.Of(http.Request);
            var sentence = asked.Problem is { } problem ? Faults.Sentence(language, problem) : Wording.Of("Portal", language)["Form.away"];
            return await Show(http, new RefusedDecision(id, reason, sentence, asked.IsAway ? key : null), asked.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
        }

        return Results.Redirect($"{Path}?fait={(isApproval ? "autorisee" : "refusee")}");
    }

    private static async Task<IResult> Show(HttpContext http, RefusedDecision? refused, int status = StatusCodes.Status200OK)
    {
        var caller = http.Caller()!;
        var (house, atHand, today) = (http.RequestServices.GetRequiredService<House>(), http.RequestServices.GetRequiredService<AtHand>(), http.RequestServices.GetRequiredService<TimeProvider>().Today());
        var labels = await atHand.Labels(caller, today, PageLanguage.Of(http.Request));
        var asked = await house.Interventions((client, stopping) => client.ListInterventionsAsync(waiting: "requests-to-approve", limit: Shown, cancellationToken: stopping));
        return asked.IsRefused(out var page, out var lines) ? page : new Rendered<RequestsPage>(
            new RequestsModel(lines.Interventions, lines.Next is not null, labels, refused, http.Request.Query["fait"].ToString() is var done && done is "autorisee" or "refusee" ? done : null), status);
    }
}

/// <param name="Reason">As it was typed.</param>
/// <param name="Key">The form's, where nobody knows what became of it.</param>
public sealed record RefusedDecision(Guid Line, string Reason, string Sentence, string? Key);

/// <param name="Done">What was just done.</param>
public sealed record RequestsModel(IReadOnlyList<InterventionView> Lines, bool HasMore, Labels Labels, RefusedDecision? Refused, string? Done);
