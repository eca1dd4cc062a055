using HourExchange.Identity.Keeping;
using HourExchange.Identity.Pages;
using HourExchange.Identity.Sessions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace HourExchange.Identity.SigningIn;

/// <summary>Passkeys: what the browser is asked, and what it answers. Spoken by the one script of the pages.</summary>
public static class PasskeyEndpoint
{
    private const int AnswerLimit = 16_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/passkeys/sign-in/options", AskToSignIn).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/passkeys/sign-in", SignIn).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/passkeys/new/options", AskForNew).ForSession().ExcludeFromDescription();
        routes.MapPost("/passkeys/new", Add).ForSession().ExcludeFromDescription();
    }

    private static async Task<IResult> AskToSignIn(HttpContext http, IAntiforgery antiforgery, HouseSignIn signIn) =>
        await antiforgery.IsRequestValidAsync(http) ? Options(await signIn.MakePasskeyRequestOptionsAsync(null)) : Results.StatusCode(400);

    private static async Task<IResult> SignIn(HttpContext http, IAntiforgery antiforgery, HouseSignIn signIn)
    {
        if (!await antiforgery.IsRequestValidAsync(http) || await Answered(http) is not { } credential)
        {
            return Results.StatusCode(400);
        }

        signIn.Way = HouseSignIn.WithPasskey;
        var result = await signIn.PasskeySignInAsync(credential);
        return result.Succeeded ? Results.Json(new { next = LocalPath.Of(http.Request.Query[LocalPath.Parameter]) ?? "/compte" }) : Results.StatusCode(422);
    }

    private static async Task<IResult> AskForNew(HttpContext http, IAntiforgery antiforgery, HouseSignIn signIn)
    {
        if (!await antiforgery.IsRequestValidAsync(http) || await signIn.UserManager.FindByIdAsync(http.Session().Person) is not { } person)
        {
            return Results.StatusCode(400);
        }

        return Options(await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = person.Id, Name = person.Email ?? person.Name, DisplayName = person.Name }));
    }

    private static async Task<IResult> Add(HttpContext http, IAntiforgery antiforgery, HouseSignIn signIn)
    {
        if (!await antiforgery.IsRequestValidAsync(http) || await Answered(http) is not { } credential
            || await signIn.UserManager.FindByIdAsync(http.Session().Person) is not { } person)
        {
            return Results.StatusCode(400);
        }

        var attested = await signIn.PerformPasskeyAttestationAsync(credential);
        if (!attested.Succeeded || attested.UserEntity.Id != person.Id)
        {
            return Results.StatusCode(422);
        }

        attested.Passkey.Name = Device.Of(http.Request.Headers.UserAgent);
        return (await signIn.UserManager.AddOrUpdatePasskeyAsync(person, attested.Passkey)).Succeeded ? Results.Json(new { next = "/compte#passkeys" }) : Results.StatusCode(422);
    }

    private static IResult Options(string json) => Results.Text(json, "application/json");

    private static async Task<string?> Answered(HttpContext http)
    {
        if (http.Request.ContentLength is null or > AnswerLimit)
        {
            return null;
        }

        using var reader = new StreamReader(http.Request.Body);
        return await reader.ReadToEndAsync(http.RequestAborted);
    }
}
