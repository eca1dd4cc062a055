using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words;

namespace HourExchange.Portal.ToDo;

/// <summary>Many lines confirmed at once: each at the revision that was shown, and the page after says what became of it.</summary>
public static class ConfirmManyEndpoint
{
    public const string Path = "/a-faire/confirmer";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, Confirm).For(Roles.Approver).Form().TakesLong();

    private static async Task<IResult> Confirm(IFormCollection form, HttpContext http, House house, ResultLink link)
    {
        var words = Wording.Of("Portal", PageLanguage.Of(http.Request));
        var seen = form["ligne"].Select(ChosenLine.Read).OfType<(Guid Id, int Revision)>().DistinctBy(line => line.Id).ToDictionary(line => line.Id, line => line.Revision);
        List<Guid> asked = [.. seen.Keys];
        if (asked.Count == 0)
        {
            return await ToDoEndpoint.Show(http, Ticked(form), words["ToDo.chooseNone"], StatusCodes.Status422UnprocessableEntity);
        }

        var confirmed = await house.Interventions((client, stopping) => client.ConfirmInterventionsAsync(new ConfirmManyRequest { Ids = asked, Revisions = seen.ToDictionary(line => line.Key.ToString(), line => line.Value) }, FormGuard.KeyOf(form), stopping));
        if (confirmed.Value is not { } result)
        {
            var sentence = confirmed.Problem is { } problem ? Faults.Sentence(PageLanguage.Of(http.Request), problem) : words["Form.away"];
            return await ToDoEndpoint.Show(http, Ticked(form), sentence, confirmed.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
        }

        return Results.Redirect(link.To(http.Caller()!, asked, result));
    }

    private static HashSet<string> Ticked(IFormCollection form) => [.. form["ligne"].OfType<string>()];
}
