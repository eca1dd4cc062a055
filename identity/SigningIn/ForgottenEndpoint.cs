using HourExchange.Identity.Pages;
using HourExchange.Words;

namespace HourExchange.Identity.SigningIn;

/// <summary>A forgotten password: a link by mail, an hour long. The page says the same whether or not the address has an account.</summary>
public static class ForgottenEndpoint
{
    private const string Path = "/connexion/oubli";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http) => new Rendered<ForgottenPage>(new() { [nameof(ForgottenPage.Next)] = LocalPath.Of(http.Request.Query[LocalPath.Parameter]) }))
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(Path, Send).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> Send(IFormCollection form, HttpContext http, ForgottenAddresses forgotten, Attempts attempts)
    {
        var words = Wording.Of("Identity", PageLanguage.Of(http.Request));
        var address = form["courriel"].ToString().Trim();
        if (address.Length is 0 or > 254)
        {
            return new Rendered<ForgottenPage>(new() { [nameof(HousePage.Faults)] = new Dictionary<string, string> { ["courriel"] = words["Mail.missing"] } }, 422);
        }

        // Nobody fills another's letter box: so many, then no more for a while.
        if (await attempts.Begin("forgotten " + address, http.RequestAborted))
        {
            forgotten.Add(address);
        }

        return new Rendered<ForgottenPage>(new() { [nameof(ForgottenPage.IsSent)] = true });
    }
}
