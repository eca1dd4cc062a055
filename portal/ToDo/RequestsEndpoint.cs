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

    /// <summary>Those that were ticked, approved at once.</summary>
    public const string Many = Path + "/autoriser";

    /// <summary>In the query: what has just been done.</summary>
    private const string Done = "fait";

    private const int Shown = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http, CancellationToken _) => Show(http, null)).For(Roles.Approver);
        routes.MapPost(Path, Decide).For(Roles.Approver).Form();
        routes.MapPost(Many, ApproveMany).For(Roles.Approver).Form().TakesLong();
        // Who asks for the address of the form gets the page on which it stands.
        routes.MapGet(Many, () => Results.Redirect(Path)).For(Roles.Approver);
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
            return await Show(http, new RefusedDecision(reason, asked.IsAway ? key : null, [(id, sentence)], new HashSet<Guid>(), 0), asked.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
        }

        return Results.Redirect($"{Path}?{Done}={(isApproval ? "autorisee" : "refusee")}");
    }

    /// <summary>Each is judged as it stands: those that are refused stand at the top with their reason, ticked still.</summary>
    private static async Task<IResult> ApproveMany(IFormCollection form, HttpContext http, House house)
    {
        var (language, key) = (PageLanguage.Of(http.Request), FormGuard.KeyOf(form));
        List<Guid> asked = [.. form["choisie"].Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct()];
        if (asked.Count == 0)
        {
            return await Show(http, new RefusedDecision("", null, [(Guid.Empty, Wording.Of("Portal", language)["Requests.chooseNone"])], new HashSet<Guid>(), 0), StatusCodes.Status422UnprocessableEntity);
        }

        var approved = await house.Interventions((client, stopping) => client.ApproveInterventionsAsync(new ApproveManyRequest { Ids = asked }, key, stopping));
        if (approved.Value is not { } results)
        {
            var sentence = approved.Problem is { } problem ? Faults.Sentence(language, problem) : Wording.Of("Portal", language)["Form.away"];
            return await Show(http, new RefusedDecision("", approved.IsAway ? key : null, [(Guid.Empty, sentence)], asked.ToHashSet(), 0), approved.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
        }

        var refused = results.Results.Where(one => one.Status == "refused").Select(one => (one.Id, RefusalWording.Of(language).Sentence(one.Code!))).ToList();
        return refused.Count == 0 ? Results.Redirect($"{Path}?{Done}=autorisees&combien={asked.Count}")
            : await Show(http, new RefusedDecision("", null, refused, refused.Select(one => one.Id).ToHashSet(), asked.Count - refused.Count), StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> Show(HttpContext http, RefusedDecision? refused, int status = StatusCodes.Status200OK)
    {
        var caller = http.Caller()!;
        var (house, atHand, today) = (http.RequestServices.GetRequiredService<House>(), http.RequestServices.GetRequiredService<AtHand>(), http.RequestServices.GetRequiredService<TimeProvider>().Today());
        var labels = await atHand.Labels(caller, today, PageLanguage.Of(http.Request));
        var asked = await house.Interventions((client, stopping) => client.ListInterventionsAsync(waiting: "requests-to-approve", limit: Shown, cancellationToken: stopping));
        var query = http.Request.Query;
        return asked.IsRefused(out var page, out var lines) ? page : new Rendered<RequestsPage>(
            new RequestsModel(
                lines.Interventions, lines.Next is not null, labels, refused, query[Done].ToString() is var done && done is "autorisee" or "autorisees" or "refusee" ? done : null,
                int.TryParse(query["combien"], System.Globalization.CultureInfo.InvariantCulture, out var count) ? count : 0, today), status);
    }
}

/// <summary>What was not done, and what the forms hold.</summary>
/// <param name="Reason">As it was typed.</param>
/// <param name="Key">The form's, where nobody knows what became of it.</param>
/// <param name="Lines">Which were not decided, and why; an empty one: all of them.</param>
/// <param name="Ticked">Of those chosen together.</param>
/// <param name="Approved">How many of them were approved.</param>
public sealed record RefusedDecision(string Reason, string? Key, IReadOnlyList<(Guid Line, string Sentence)> Lines, IReadOnlySet<Guid> Ticked, int Approved)
{
    /// <summary>Whether it was one alone, by its own form.</summary>
    public bool Is(Guid line) => Ticked.Count == 0 && Lines is [var one] && one.Line == line;
}

/// <param name="Done">What was just done.</param>
/// <param name="Count">How many were approved together.</param>
public sealed record RequestsModel(IReadOnlyList<InterventionView> Lines, bool HasMore, Labels Labels, RefusedDecision? Refused, string? Done, int Count, DateOnly Today);
