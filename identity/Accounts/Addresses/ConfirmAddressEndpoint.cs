using System.Text;
using HourExchange.Identity.Keeping;
using HourExchange.Identity.Pages;
using HourExchange.Identity.Sessions;
using HourExchange.Words;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Identity.Accounts.Addresses;

/// <summary>Whoever reads the new address says that it is theirs. All sessions end; password and second factor stay.</summary>
public static class ConfirmAddressEndpoint
{
    public const string Path = "/connexion/adresse";

    public static void Map(IEndpointRouteBuilder routes)
    {
        // A button: programs that look into links before people do change nothing.
        routes.MapGet(Path, (HttpContext http) => Page(http.Request.Query["person"], http.Request.Query["courriel"], http.Request.Query["jeton"], []))
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(Path, Confirm).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> Confirm(IFormCollection form, HttpContext http, UserManager<Person> people, SessionStore sessions)
    {
        string id = form["person"].ToString(), address = form["courriel"].ToString(), token = form["jeton"].ToString();
        var words = Wording.Of("Identity", PageLanguage.Of(http.Request));
        if (await people.FindByIdAsync(id) is not { } person || Decoded(token) is not { } decoded
            || !await people.VerifyUserTokenAsync(person, AddressChange.Provider, AddressChange.Purpose(address), decoded))
        {
            return Page(id, address, token, new() { [""] = words["Address.expired"] });
        }

        // Who has come so far reads that address: they may know that it has an account.
        if (await people.FindByEmailAsync(address) is not null || !(await people.SetEmailAsync(person, address)).Succeeded)
        {
            return Page(id, address, token, new() { [""] = words["Address.known"] });
        }

        person.EmailConfirmed = true;
        await people.UpdateAsync(person);
        await sessions.EndAll(person.Id, except: null, http.RequestAborted);
        return new Rendered<AddressPage>(new() { [nameof(AddressPage.IsDone)] = true, [nameof(AddressPage.Address)] = address });
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

    private static Rendered<AddressPage> Page(string? person, string? address, string? token, Dictionary<string, string> faults) => new(
        new() { [nameof(AddressPage.Person)] = person, [nameof(AddressPage.Address)] = address, [nameof(AddressPage.Token)] = token, [nameof(HousePage.Faults)] = faults },
        faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
