using HourExchange.Client;
using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Agreements.Reading;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions.Registering;
using HourExchange.Portal.Pages;
using HourExchange.Words;

namespace HourExchange.Portal.Agreements.Acting;

/// <summary>Consent to what was recorded, taking it back, and notice: done over the hash that the page showed.</summary>
public static class AgreementActEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "accord", (http, house, reference, form) => Run(http, house, reference, "accord", form, (client, key, stopping) =>
            client.ConsentToAgreementAsync(reference, new ConsentRequest { Hash = form["hash"].ToString() }, key, stopping), (code) => ""));
        Map(routes, "retirer", (http, house, reference, form) => Run(http, house, reference, "retirer", form, (client, key, stopping) =>
            client.WithdrawAmendmentAsync(reference, new ConsentRequest { Hash = form["hash"].ToString() }, key, stopping), (code) => ""));
        Map(routes, AgreementDeadlinesPart.Page, GiveNotice);
    }

    private static void Map(IEndpointRouteBuilder routes, string page, Func<HttpContext, House, string, IFormCollection, Task<IResult>> act)
    {
        routes.MapPost($"{AgreementPaths.List}/{{reference}}/{page}", (string reference, IFormCollection form, HttpContext http, House house) => act(http, house, reference, form)).For(Roles.Management).Form();
        // Who asks for the address of a form gets the page on which it stands.
        routes.MapGet($"{AgreementPaths.List}/{{reference}}/{page}", (string reference) => Results.Redirect(AgreementPaths.Of(reference))).For(Roles.Readers);
    }

    private static async Task<IResult> GiveNotice(HttpContext http, House house, string reference, IFormCollection form)
    {
        var (faults, words) = (new Faults(form), Wording.Of("Portal", PageLanguage.Of(http.Request)));
        if (TypedLine.DayOf(form["recue"]) is not { } received)
        {
            faults.Add("recue", words["Fault.date"]);
            received = default;
        }

        if (form["compris"] != "oui")
        {
            faults.Add("compris", words["Agreements.giveNotice.tick"]);
        }

        return faults.Any ? await Again(http, reference, AgreementDeadlinesPart.Page, form, faults, null, StatusCodes.Status422UnprocessableEntity)
            : await Run(http, house, reference, AgreementDeadlinesPart.Page, form, (client, key, stopping) =>
                client.GiveNoticeAsync(reference, new NoticeRequest { GivenBy = form["partie"].ToString(), ReceivedOn = received }, key, stopping), code => code == "notice-invalid" ? "recue" : "");
    }

    private static async Task<IResult> Run<T>(
        HttpContext http, House house, string reference, string page, IFormCollection form, Func<InterventionsClient, string?, CancellationToken, Task<Reply<T>>> run, Func<string, string> fieldOf) where T : class
    {
        var (language, key) = (PageLanguage.Of(http.Request), FormGuard.KeyOf(form));
        var done = await house.Interventions((client, stopping) => run(client, key, stopping));
        if (done.Value is not null)
        {
            return Results.Redirect($"{AgreementPaths.Of(reference)}?{AgreementPaths.Done}={page}");
        }

        if (done.Problem is { Status: StatusCodes.Status404NotFound })
        {
            return FaultPages.NotFound;
        }

        var faults = new Faults(form);
        faults.Add(
            done.Problem is { } problem ? fieldOf(problem.Code) : "", done.Problem is { } refused ? Faults.Sentence(language, refused) : Wording.Of("Portal", language)["Form.away"]);
        return await Again(http, reference, page, form, faults, done.IsAway ? key : null, done.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }

    private static Task<IResult> Again(HttpContext http, string reference, string page, IFormCollection form, Faults faults, string? key, int status) => AgreementEndpoint.Show(
        http, reference, new TypedAgreementAct(
            page, form.Where(field => !field.Key.StartsWith('_')).ToDictionary(field => field.Key, field => field.Value.ToString()), faults, key, status == StatusCodes.Status412PreconditionFailed),
        status);
}
