using HourExchange.Identity.Pages;
using HourExchange.Identity.Providers.Keeping;
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

    private static Task<IResult> Show(HttpContext http, ProviderQuery providers) => Page(
        providers, LocalPath.Of(http.Request.Query[LocalPath.Parameter]), null,
        http.Request.Query[ProviderFault.Parameter].ToString() is ProviderFault.Failed or ProviderFault.Nothing
            ? new() { [""] = Wording.Of("Identity", PageLanguage.Of(http.Request))[$"Provider.{http.Request.Query[ProviderFault.Parameter]}"] } : []);

    private static async Task<IResult> Enter(IFormCollection form, HttpContext http, HouseSignIn signIn, ProviderQuery providers)
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
            return await Page(providers, next, mail, faults);
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

        return await Page(providers, next, mail, new() { [""] = words["SignIn.refused"] });
    }

    private static async Task<IResult> Page(ProviderQuery providers, string? next, string? mail, Dictionary<string, string> faults) => new Rendered<PasswordPage>(
        new()
        {
            [nameof(PasswordPage.Next)] = next,
            [nameof(PasswordPage.Mail)] = mail,
            [nameof(PasswordPage.Ways)] = (await providers.All()).Select(provider => (provider.Name, provider.Path)).ToList(),
            [nameof(HousePage.Faults)] = faults,
        },
        faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
