using HourExchange.Identity.Pages;
using HourExchange.Words;

namespace HourExchange.Identity.SigningIn;

/// <summary>Signing in with address and password.</summary>
public static class PasswordEndpoint
{
    public const string Path = "/connexion";

    private const string MailField = "courriel";
    private const string PasswordField = "motdepasse";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(Path, Enter).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Show(HttpContext http) => Page(LocalPath.Of(http.Request.Query[LocalPath.Parameter]), null, []);

    private static async Task<IResult> Enter(IFormCollection form, HttpContext http, HouseSignIn signIn)
    {
        var words = Wording.Of("Identity", PageLanguage.Of(http.Request));
        var next = LocalPath.Of(form[LocalPath.Parameter]);
        string mail = form[MailField].ToString().Trim(), password = form[PasswordField].ToString();
        var faults = new Dictionary<string, string>();
        if (mail.Length == 0)
        {
            faults[MailField] = words["Mail.missing"];
        }

        if (password.Length == 0)
        {
            faults[PasswordField] = words["Password.missing"];
        }

        if (faults.Count > 0)
        {
            return Page(next, mail, faults);
        }

        if (mail.Length <= 254 && password.Length <= HouseSignIn.PasswordLengthLimit)
        {
            var result = await signIn.ByPassword(mail, password);
            if (result.Succeeded)
            {
                return Results.Redirect(next ?? "/compte");
            }

            if (result.RequiresTwoFactor)
            {
                return Results.Redirect(LocalPath.To(CodeEndpoint.Path, next));
            }
        }

        return Page(next, mail, new() { [""] = words["SignIn.refused"] });
    }

    private static Rendered<PasswordPage> Page(string? next, string? mail, Dictionary<string, string> faults) => new(
        new() { [nameof(PasswordPage.Next)] = next, [nameof(PasswordPage.Mail)] = mail, [nameof(HousePage.Faults)] = faults },
        faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
