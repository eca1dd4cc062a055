using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions.Registering;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;

namespace HourExchange.Portal.Agreements.Reading;

/// <summary>One agreement: its terms as at a day, what was agreed since, and what is due.</summary>
public static class AgreementEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(AgreementPaths.List + "/{reference}", (string reference, HttpContext http) => Show(http, reference, null)).For(Roles.Readers);

    /// <param name="typed">A form of the page that came back.</param>
    public static async Task<IResult> Show(HttpContext http, string reference, TypedAgreementAct? typed, int status = StatusCodes.Status200OK)
    {
        var (house, caller) = (http.RequestServices.GetRequiredService<House>(), http.Caller()!);
        var today = http.RequestServices.GetRequiredService<TimeProvider>().Today();
        var on = TypedLine.DayOf(http.Request.Query["le"]) ?? today;
        var asked = house.Interventions((client, stopping) => client.GetAgreementAsync(reference, stopping));
        var terms = house.Interventions((client, stopping) => client.GetTermsAsync(reference, on, stopping));
        var deadlines = house.Interventions((client, stopping) => client.GetDeadlinesAsync(reference, on, stopping));
        var institutions = http.RequestServices.GetRequiredService<AtHand>().Institutions(caller);
        if ((await asked).IsRefused(out var fault, out var agreement))
        {
            return fault;
        }

        var isPending = agreement.Layers.Count > 0 && AgreementModel.StateOf(agreement.Layers[0]) == AgreementModel.Pending;
        return new Rendered<AgreementPage>(
            new AgreementModel
            {
                Agreement = agreement,
                On = on,
                Today = today,
                Terms = (await terms).Value,
                Content = (await terms).Value?.Content ?? (isPending ? AgreementModel.Signed(agreement) : null),
                Deadlines = (await deadlines).Value,
                HasMissingParts = (await terms).IsAway || (await deadlines).IsAway,
                Names = ((await institutions).Value?.Institutions ?? []).ToDictionary(one => one.Code, one => one.Name),
                Done = http.Request.Query[AgreementPaths.Done].ToString(),
                Typed = typed,
            },
            status);
    }
}
