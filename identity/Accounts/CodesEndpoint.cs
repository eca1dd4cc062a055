using HourExchange.Identity.Keeping;
using HourExchange.Identity.Pages;
using HourExchange.Identity.Sessions;
using HourExchange.Words;
using Microsoft.AspNetCore.Identity;
using QRCoder;

namespace HourExchange.Identity.Accounts;

/// <summary>The application of codes (TOTP, RFC 6238): added, taken away, its recovery codes made anew.</summary>
public static class CodesEndpoint
{
    private const string Path = $"{AccountEndpoint.Path}/codes";
    private const int RecoveryCodes = 8;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).ForSession().ExcludeFromDescription();
        routes.MapPost(Path, Act).ForSession().ExcludeFromDescription();
    }

    private static async Task<IResult> Show(HttpContext http, AccountDoor door, UserManager<Person> people)
    {
        var person = await door.Person(http);
        if (person.TwoFactorEnabled)
        {
            return Results.Redirect(AccountEndpoint.Path);
        }

        await people.ResetAuthenticatorKeyAsync(person);
        return await Page(person, people, []);
    }

    private static async Task<IResult> Act(IFormCollection form, HttpContext http, AccountDoor door, UserManager<Person> people)
    {
        var person = await door.Person(http);
        switch (form["acte"].ToString())
        {
            case "ajouter" when !person.TwoFactorEnabled:
                var code = new string([.. form["code"].ToString().Where(char.IsAsciiDigit)]);
                if (!await people.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, code))
                {
                    return await Page(person, people, new() { ["code"] = Wording.Of("Identity", PageLanguage.Of(http.Request))["Code.refused"] });
                }

                await people.SetTwoFactorEnabledAsync(person, true);
                return await Told(http, door, people, person, "Codes.done");
            case "secours" when person.TwoFactorEnabled:
                return await Told(http, door, people, person, "Recovery.done");
            case "retirer":
                await people.SetTwoFactorEnabledAsync(person, false);
                await people.ResetAuthenticatorKeyAsync(person);
                return await door.Page(http, "Codes.removed", []);
            default:
                return Results.Redirect(AccountEndpoint.Path);
        }
    }

    private static async Task<IResult> Told(HttpContext http, AccountDoor door, UserManager<Person> people, Person person, string told) =>
        await door.Page(http, told, [], [.. await people.GenerateNewTwoFactorRecoveryCodesAsync(person, RecoveryCodes) ?? []]);

    private static async Task<IResult> Page(Person person, UserManager<Person> people, Dictionary<string, string> faults)
    {
        var key = await people.GetAuthenticatorKeyAsync(person) ?? "";
        var address = $"otpauth://totp/HourExchange:{Uri.EscapeDataString(person.Email ?? person.Name)}?secret={key}&issuer=HourExchange&digits=6";
        using var picture = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        return new Rendered<CodesPage>(
            new() { [nameof(CodesPage.Key)] = key, [nameof(CodesPage.Modules)] = picture.ModuleMatrix.ToList(), [nameof(HousePage.Faults)] = faults },
            faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
