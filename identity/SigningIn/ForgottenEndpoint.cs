using System.Text;
using HourExchange.Identity.Keeping;
using HourExchange.Identity.Mails;
using HourExchange.Identity.Pages;
using HourExchange.Words;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

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

    private static async Task<IResult> Send(IFormCollection form, HttpContext http, UserManager<Person> people, MailQueue mails, IdentitySettings settings, Attempts attempts)
    {
        var words = Wording.Of("Identity", PageLanguage.Of(http.Request));
        var address = form["courriel"].ToString().Trim();
        if (address.Length is 0 or > 254)
        {
            return new Rendered<ForgottenPage>(new() { [nameof(HousePage.Faults)] = new Dictionary<string, string> { ["courriel"] = words["Mail.missing"] } }, 422);
        }

        // Nobody fills another's letter box: so many, then no more for a while.
        if (await attempts.Begin("forgotten " + address, http.RequestAborted) && await people.FindByEmailAsync(address) is { } person)
        {
            var token = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(await people.GeneratePasswordResetTokenAsync(person)));
            var spoken = Wording.Of("Identity", person.Language);
            mails.Add(new Mail(person.Email!, spoken["Forgotten.mail.subject"], spoken.Format("Forgotten.mail", settings.Link($"{ResetEndpoint.Path}?person={person.Id}&jeton={token}"))));
        }

        return new Rendered<ForgottenPage>(new() { [nameof(ForgottenPage.IsSent)] = true });
    }
}
