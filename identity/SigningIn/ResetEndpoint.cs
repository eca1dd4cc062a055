using System.Text;
using HourExchange.Identity.Keeping;
using HourExchange.Identity.Pages;
using HourExchange.Identity.Sessions;
using HourExchange.Words;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Identity.SigningIn;

/// <summary>A new password by the link of a mail. All sessions end; a second factor stays.</summary>
public static class ResetEndpoint
{
    public const string Path = "/connexion/nouveau";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http) => Page(http.Request.Query["person"], http.Request.Query["jeton"], [])).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(Path, Change).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> Change(IFormCollection form, HttpContext http, UserManager<Person> people, SessionStore sessions, TimeProvider clock)
    {
        var words = Wording.Of("Identity", PageLanguage.Of(http.Request));
        string id = form["person"].ToString(), token = form["jeton"].ToString(), password = form["motdepasse"].ToString();
        if (PasswordRules.Fault(password) is { } fault)
        {
            return Page(id, token, new() { ["motdepasse"] = words[fault] });
        }

        var person = await people.FindByIdAsync(id);
        if (person is null || Decoded(token) is not { } decoded || !(await people.ResetPasswordAsync(person, decoded, password)).Succeeded)
        {
            return Page(id, token, new() { [""] = words["Reset.expired"] });
        }

        // Whoever reads the mail of the address has proved that it is theirs.
        (person.PasswordChangedAt, person.EmailConfirmed) = (clock.GetUtcNow(), true);
        await people.UpdateAsync(person);
        await sessions.EndAll(person.Id, except: null, http.RequestAborted);
        return new Rendered<PasswordPage>(new() { [nameof(PasswordPage.Mail)] = person.Email, [nameof(PasswordPage.Told)] = "Reset.done" });
    }

    private static string? Decoded(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(token));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static Rendered<ResetPage> Page(string? person, string? token, Dictionary<string, string> faults) => new(
        new() { [nameof(ResetPage.Person)] = person, [nameof(ResetPage.Token)] = token, [nameof(HousePage.Faults)] = faults },
        faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
