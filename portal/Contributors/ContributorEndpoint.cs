using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words;

namespace HourExchange.Portal.Contributors;

/// <summary>One person: what is known, and being forgotten by the management of their institution.</summary>
public static class ContributorEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(ContributorsEndpoint.Path + "/{institution}/{code}", (string institution, string code, HttpContext http) => Show(institution, code, http, null, StatusCodes.Status200OK)).For(Roles.Readers);
        routes.MapPost(ContributorsEndpoint.Path + "/{institution}/{code}/oublier", Forget).For(Roles.Management).Form();
    }

    public static string PathOf(string institution, string code) => $"{ContributorsEndpoint.Path}/{Uri.EscapeDataString(institution)}/{Uri.EscapeDataString(code)}";

    private static async Task<IResult> Forget(string institution, string code, IFormCollection form, HttpContext http, House house)
    {
        var language = PageLanguage.Of(http.Request);
        var words = Wording.Of("Portal", language);
        if (form["compris"] != "oui")
        {
            return await Show(institution, code, http, words["People.forget.tick"], StatusCodes.Status422UnprocessableEntity);
        }

        var forgotten = await house.Interventions((client, stopping) => client.ForgetContributorAsync(institution, code, FormGuard.KeyOf(form), new ForgettingRequest { Reason = form["raison"].ToString() is { Length: > 0 } reason ? reason : null }, stopping));
        return forgotten.Value is not null ? Results.Redirect($"{PathOf(institution, code)}?fait=oublie")
            : forgotten.Problem is { Status: StatusCodes.Status404NotFound } ? FaultPages.NotFound
            : await Show(
                institution, code, http, forgotten.Problem is { } problem ? Faults.Sentence(language, problem) : words["Form.away"], forgotten.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Show(string institution, string code, HttpContext http, string? fault, int status)
    {
        var house = http.RequestServices.GetRequiredService<House>();
        var asked = house.Interventions((client, stopping) => client.GetContributorAsync(institution, code, stopping));
        var lines = house.Interventions((client, stopping) => client.TotalInterventionsAsync(contributor: code, lendingInstitution: institution, cancellationToken: stopping));
        return (await asked).IsRefused(out var away, out var person) ? away
            : new Rendered<ContributorPage>(new ContributorModel(institution, code, person, (await lines).Value, fault, http.Request.Query["fait"].ToString()), status);
    }
}

/// <param name="Lines">All lines that the person gave; null where they could not be had.</param>
/// <param name="Fault">Why the person was not forgotten.</param>
public sealed record ContributorModel(string Institution, string Code, ContributorView Person, ListTotals? Lines, string? Fault, string Done);
