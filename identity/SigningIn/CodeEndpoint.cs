using HourExchange.Identity.Keeping;
using HourExchange.Identity.Pages;
using HourExchange.Words;
using Microsoft.AspNetCore.Identity;

namespace HourExchange.Identity.SigningIn;

/// <summary>The second factor: a code of the application, or a recovery code, once.</summary>
public static class CodeEndpoint
{
    public const string Path = "/connexion/code";
    public const string RecoveryPath = "/connexion/secours";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http, HouseSignIn signIn) => Show(http, signIn, isRecovery: false)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet(RecoveryPath, (HttpContext http, HouseSignIn signIn) => Show(http, signIn, isRecovery: true)).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(Path, (IFormCollection form, HttpContext http, HouseSignIn signIn) => Enter(form, http, signIn, isRecovery: false)).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(RecoveryPath, (IFormCollection form, HttpContext http, HouseSignIn signIn) => Enter(form, http, signIn, isRecovery: true)).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> Show(HttpContext http, HouseSignIn signIn, bool isRecovery)
    {
        var next = LocalPath.Of(http.Request.Query[LocalPath.Parameter]);
        return await signIn.GetTwoFactorAuthenticationUserAsync() is null ? Results.Redirect(LocalPath.To(PasswordEndpoint.Path, next)) : Page(next, isRecovery, []);
    }

    private static async Task<IResult> Enter(IFormCollection form, HttpContext http, HouseSignIn signIn, bool isRecovery)
    {
        var words = Wording.Of("Identity", PageLanguage.Of(http.Request));
        var next = LocalPath.Of(form[LocalPath.Parameter]);
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } person)
        {
            // The password was too long ago.
            return Results.Redirect(LocalPath.To(PasswordEndpoint.Path, next));
        }

        var code = new string([.. form["code"].ToString().Where(letter => letter is '-' || char.IsAsciiLetterOrDigit(letter)).Take(20)]);
        return code.Length > 0 && (await Check(signIn, person, code, isRecovery)).Succeeded
            ? Results.Redirect(next ?? "/compte")
            : Page(next, isRecovery, new() { ["code"] = words["Code.refused"] });
    }

    private static async Task<SignInResult> Check(HouseSignIn signIn, Person person, string code, bool isRecovery)
    {
        if (!isRecovery)
        {
            signIn.Way = HouseSignIn.WithCode;
            return await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false);
        }

        // Identity counts no failures of recovery codes: here they close the account as those of codes do.
        if (await signIn.UserManager.IsLockedOutAsync(person))
        {
            return SignInResult.LockedOut;
        }

        signIn.Way = HouseSignIn.WithRecoveryCode;
        var result = await signIn.TwoFactorRecoveryCodeSignInAsync(code);
        if (!result.Succeeded)
        {
            await signIn.UserManager.AccessFailedAsync(person);
        }

        return result;
    }

    private static Rendered<CodePage> Page(string? next, bool isRecovery, Dictionary<string, string> faults) => new(
        new() { [nameof(CodePage.Next)] = next, [nameof(CodePage.IsRecovery)] = isRecovery, [nameof(HousePage.Faults)] = faults },
        faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
