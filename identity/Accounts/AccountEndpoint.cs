using HourExchange.Identity.Accounts.Addresses;
using HourExchange.Identity.Invitations.Domain;
using HourExchange.Identity.Keeping;
using HourExchange.Identity.Pages;
using HourExchange.Identity.Sessions;
using HourExchange.Words;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Identity.Accounts;

/// <summary>Somebody's own account: password, codes, passkeys, sessions, language.</summary>
public static class AccountEndpoint
{
    public const string Path = "/compte";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => Results.Redirect(Path)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet(Path, (HttpContext http, AccountDoor door) => door.Page(http, null, [])).ForSession().ExcludeFromDescription();
        routes.MapPost($"{Path}/motdepasse", ChangePassword).ForSession().ExcludeFromDescription();
        routes.MapPost($"{Path}/adresse", ChangeAddress).ForSession().ExcludeFromDescription();
        routes.MapPost($"{Path}/passkeys", RemovePasskey).ForSession().ExcludeFromDescription();
        routes.MapPost($"{Path}/sessions", CloseSession).ForSession().ExcludeFromDescription();
        routes.MapPost($"{Path}/langue", ChooseLanguage).ForSession().ExcludeFromDescription();
    }

    private static async Task<IResult> ChangePassword(IFormCollection form, HttpContext http, AccountDoor door, UserManager<Person> people, SessionStore sessions, TimeProvider clock)
    {
        var words = Wording.Of("Identity", PageLanguage.Of(http.Request));
        var person = await door.Person(http);
        if (PasswordRules.Fault(form["nouveau"].ToString()) is { } fault)
        {
            return await door.Page(http, null, new() { ["nouveau"] = words[fault] });
        }

        // Counted as tries to sign in are: a browser left open is no place to guess.
        if (await people.IsLockedOutAsync(person) || !(await people.ChangePasswordAsync(person, form["ancien"].ToString(), form["nouveau"].ToString())).Succeeded)
        {
            await people.AccessFailedAsync(person);
            return await door.Page(http, null, new() { ["ancien"] = words["Password.wrong"] });
        }

        person.PasswordChangedAt = clock.GetUtcNow();
        await people.UpdateAsync(person);
        await sessions.EndAll(person.Id, except: http.Session().Id, http.RequestAborted);
        return await door.Page(http, "Password.done", []);
    }

    private static async Task<IResult> ChangeAddress(IFormCollection form, HttpContext http, AccountDoor door, UserManager<Person> people, AddressChange addresses)
    {
        var words = Wording.Of("Identity", PageLanguage.Of(http.Request));
        var person = await door.Person(http);
        var address = form["adresse"].ToString().Trim();
        if (InvitationRules.CheckMail(address) is not null)
        {
            return await door.Page(http, null, new() { ["adresse"] = words["Mail.missing"] });
        }

        if (person.Email is null || await people.IsLockedOutAsync(person) || !await people.CheckPasswordAsync(person, form["motdepasse"].ToString()))
        {
            await people.AccessFailedAsync(person);
            return await door.Page(http, null, new() { ["motdepasse"] = words["Password.wrong"] });
        }

        await addresses.Ask(person, address);
        return await door.Page(http, "Address.asked", []);
    }

    private static async Task<IResult> RemovePasskey(IFormCollection form, HttpContext http, AccountDoor door, UserManager<Person> people)
    {
        var person = await door.Person(http);
        var kept = (await people.GetPasskeysAsync(person)).FirstOrDefault(passkey => WebEncoders.Base64UrlEncode(passkey.CredentialId) == form["passkey"]);
        if (kept is not null)
        {
            await people.RemovePasskeyAsync(person, kept.CredentialId);
        }

        return Results.Redirect($"{Path}#passkeys");
    }

    private static async Task<IResult> CloseSession(IFormCollection form, HttpContext http, SessionStore sessions)
    {
        if (Guid.TryParse(form["session"], out var id))
        {
            await sessions.End(http.Session().Person, id, http.RequestAborted);
        }

        return Results.Redirect(Path);
    }

    private static async Task<IResult> ChooseLanguage(IFormCollection form, HttpContext http, AccountDoor door, UserManager<Person> people)
    {
        if (PageLanguage.All.FirstOrDefault(language => language == form["langue"]) is { } chosen)
        {
            var person = await door.Person(http);
            person.Language = chosen;
            await people.UpdateAsync(person);
            PageLanguage.Choose(http, chosen);
        }

        return Results.Redirect(Path);
    }
}

/// <summary>What the pages of an account have in common.</summary>
internal sealed class AccountDoor(UserManager<Person> people, AccountQuery accounts, IdentitySettings settings)
{
    public async Task<Person> Person(HttpContext http) =>
        await people.FindByIdAsync(http.Session().Person) ?? throw new InvalidOperationException("A session has no person.");

    public async Task<IResult> Page(HttpContext http, string? told, Dictionary<string, string> faults, IReadOnlyList<string>? recoveryCodes = null) => new Rendered<AccountPage>(new()
    {
        [nameof(AccountPage.State)] = await accounts.Read(await Person(http), http.Session()),
        [nameof(AccountPage.Told)] = told,
        [nameof(AccountPage.RecoveryCodes)] = recoveryCodes ?? [],
        [nameof(AccountPage.Portal)] = settings.Portal?.ToString(),
        [nameof(HousePage.Faults)] = faults,
    }, faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
