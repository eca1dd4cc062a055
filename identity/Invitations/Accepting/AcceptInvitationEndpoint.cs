using HourExchange.Identity.Keeping;
using HourExchange.Identity.Pages;
using HourExchange.Identity.Sessions;
using HourExchange.Plumbing.Years;
using HourExchange.Words;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace HourExchange.Identity.Invitations.Accepting;

/// <summary>
/// Who has the link accepts: with a new account, whose address is then known to be theirs, or signed in with the one they have. An
/// account that is there is never opened by a link.
/// </summary>
public static class AcceptInvitationEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(InvitationLink.Path, Show).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(InvitationLink.Path, Accept).AllowAnonymous().ExcludeFromDescription();
    }

    private static Task<IResult> Show(HttpContext http, InvitationDoor door) => door.Page(http, http.Request.Query[InvitationLink.Parameter].ToString(), null, null, []);

    private static async Task<IResult> Accept(IFormCollection form, HttpContext http, InvitationDoor door)
    {
        var token = form[InvitationLink.Parameter].ToString();
        return form["compte"] == "1"
            ? await door.AcceptAsSignedIn(http, token)
            : await door.AcceptWithNewAccount(http, token, form["courriel"].ToString().Trim(), form["nom"].ToString().Trim(), form["motdepasse"].ToString());
    }
}

/// <summary>How an institution's own people may enter: names and paths of its providers. Said by those who keep them.</summary>
internal delegate Task<IReadOnlyList<(string Name, string Path)>> WaysIn(string institution);

/// <summary>What lies behind the link: the page, and the two ways to accept.</summary>
internal sealed class InvitationDoor(
    OpenInvitations invitations, UserManager<Person> people, WaysIn ways, IdentityTables tables, SessionStore sessions, IdentitySettings settings, TimeProvider clock)
{
    public async Task<IResult> Page(HttpContext http, string token, string? mail, string? name, Dictionary<string, string> faults)
    {
        var invited = await invitations.Read(token, http.RequestAborted);
        var account = await SignedIn(http);
        return new Rendered<InvitationPage>(new()
        {
            [nameof(InvitationPage.Invited)] = invited,
            [nameof(InvitationPage.Token)] = token,
            [nameof(InvitationPage.Until)] = invited is null ? default : clock.DayOf(invited.ExpiresAt),
            [nameof(InvitationPage.Account)] = account?.Email ?? account?.Name,
            [nameof(InvitationPage.Ways)] = invited is null ? Array.Empty<(string, string)>() : await ways(invited.Institution),
            [nameof(InvitationPage.IsKnown)] = invited?.Mail is { } address && await people.FindByEmailAsync(address) is not null,
            [nameof(InvitationPage.Mail)] = mail,
            [nameof(InvitationPage.Name)] = name,
            [nameof(HousePage.Faults)] = faults,
        }, invited is null ? StatusCodes.Status404NotFound : faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    public async Task<IResult> AcceptAsSignedIn(HttpContext http, string token)
    {
        if (await SignedIn(http) is not { } person || await invitations.Read(token, http.RequestAborted) is not { } invited)
        {
            return await Page(http, token, null, null, []);
        }

        await using var transaction = await tables.Database.BeginTransactionAsync(http.RequestAborted);
        if (!await invitations.Accept((NpgsqlTransaction)transaction.GetDbTransaction(), invited, token, person.Id))
        {
            return await Page(http, token, null, null, []);
        }

        await transaction.CommitAsync(http.RequestAborted);
        return Results.Redirect("/role");
    }

    public async Task<IResult> AcceptWithNewAccount(HttpContext http, string token, string mail, string name, string password)
    {
        if (await invitations.Read(token, http.RequestAborted) is not { } invited)
        {
            return await Page(http, token, null, null, []);
        }

        var address = invited.Mail ?? mail;
        var faults = Faults(Wording.Of("Identity", PageLanguage.Of(http.Request)), address, name, password);
        if (faults.Count > 0)
        {
            return await Page(http, token, mail, name, faults);
        }

        var person = new Person
        {
            Email = address,
            // By the mail came the link. The first operator's came by the console.
            EmailConfirmed = invited.Mail is not null,
            Name = name,
            Language = PageLanguage.Of(http.Request),
            CreatedAt = clock.GetUtcNow(),
            PasswordChangedAt = clock.GetUtcNow(),
        };
        person.UserName = person.Id;
        await using var transaction = await tables.Database.BeginTransactionAsync(http.RequestAborted);
        if (await people.FindByEmailAsync(address) is not null || !(await people.CreateAsync(person, password)).Succeeded || !await invitations.Accept((NpgsqlTransaction)transaction.GetDbTransaction(), invited, token, person.Id))
        {
            // The address has an account, or somebody was quicker.
            await transaction.RollbackAsync(http.RequestAborted);
            return await Page(http, token, mail, name, new() { [""] = Wording.Of("Identity", PageLanguage.Of(http.Request))["Invitation.known"] });
        }

        await transaction.CommitAsync(http.RequestAborted);
        await sessions.Begin(http, person, "password");
        return Results.Redirect(settings.Portal?.ToString() ?? "/compte");
    }

    private static Dictionary<string, string> Faults(Wording words, string mail, string name, string password)
    {
        var faults = new Dictionary<string, string>();
        if (mail.Length is < 3 or > 254 || !mail.Contains('@', StringComparison.Ordinal) || mail.Any(char.IsControl))
        {
            faults["courriel"] = words["Mail.missing"];
        }

        if (name.Length is 0 or > Person.NameLengthLimit || name.Any(char.IsControl))
        {
            faults["nom"] = words["Name.missing"];
        }

        if (PasswordRules.Fault(password) is { } fault)
        {
            faults["motdepasse"] = words[fault];
        }

        return faults;
    }

    private async Task<Person?> SignedIn(HttpContext http)
    {
        await http.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        return http.Features.Get<Session>() is { } session ? await people.FindByIdAsync(session.Person) : null;
    }
}
