using System.Globalization;
using HourExchange.Client.Identity;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words;

namespace HourExchange.Portal.Administration.Programs;

/// <summary>Programs that act for the institution: made, their secret shown once and replaced, revoked.</summary>
public static class ProgramsEndpoint
{
    public const string Path = "/administration/programmes";

    private const int PageSize = 100;

    /// <summary>In which a program may act, and what it may do within it: those that its rules take (identity, ProgramRules).</summary>
    internal static readonly string[] ProgramRoles = [Roles.Registrar, Roles.Finance, Roles.Management, Roles.Auditor];

    internal static readonly string[] Scopes = ["read", "lines", "ledger", "reports"];

    private static readonly Dictionary<string, string> FieldsOfCodes = new()
    {
        ["program-name-invalid"] = "nom",
        ["role-unknown"] = "role",
        ["scopes-invalid"] = "peut",
        ["expiry-invalid"] = "expire",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http, House house) => Show(http, house, new TypedProgram(), new Faults(), null)).For(Roles.Admin);
        routes.MapPost(Path, Make).For(Roles.Admin).Form();
        routes.MapPost(Path + "/{client}/secret", Replace).For(Roles.Admin).Form();
        routes.MapPost(Path + "/{client}/revoquer", Revoke).For(Roles.Admin).Form();
    }

    // A secret is told once and kept nowhere: it is shown in the answer itself.
    private static async Task<IResult> Make(IFormCollection form, HttpContext http, House house)
    {
        var typed = new TypedProgram(form["nom"].ToString().Trim(), form["role"].ToString(), [.. form["peut"].OfType<string>()], form["expire"].ToString().Trim());
        var language = PageLanguage.Of(http.Request);
        var faults = new Faults();
        if (!DateOnly.TryParseExact(typed.Expires, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var expires))
        {
            faults.Add("expire", Wording.Of("Portal", language)["Fault.date"]);
            return await Show(http, house, typed, faults, null, StatusCodes.Status422UnprocessableEntity);
        }

        var made = await house.Identity((client, stopping) => client.MakeProgramAsync(
            new ProgramRequest { Name = typed.Name, Role = typed.Role, Scopes = [.. typed.Scopes], ExpiresOn = expires }, stopping));
        return made.Value is { } secret ? await Show(http, house, new TypedProgram(), faults, secret) : await Refused(http, house, typed, made.Problem);
    }

    private static async Task<IResult> Replace(string client, IFormCollection form, HttpContext http, House house)
    {
        var replaced = await house.Identity((identity, stopping) => identity.ReplaceProgramSecretAsync(client, stopping));
        return replaced.Value is { } secret ? await Show(http, house, new TypedProgram(), new Faults(), secret) : await Refused(http, house, new TypedProgram(), replaced.Problem);
    }

    private static async Task<IResult> Revoke(string client, IFormCollection form, HttpContext http, House house)
    {
        var revoked = await house.Identity((identity, stopping) => identity.RevokeProgramAsync(client, FormGuard.KeyOf(form), stopping));
        return revoked.Value is not null ? Results.Redirect(Path) : await Refused(http, house, new TypedProgram(), revoked.Problem);
    }

    private static Task<IResult> Refused(HttpContext http, House house, TypedProgram typed, Client.ProblemDetails? problem)
    {
        var (language, faults) = (PageLanguage.Of(http.Request), new Faults());
        faults.Add(problem is null ? "" : FieldsOfCodes.GetValueOrDefault(problem.Code, ""), problem is null ? Wording.Of("Portal", language)["Form.away"] : Faults.Sentence(language, problem));
        return Show(http, house, typed, faults, null, problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Show(HttpContext http, House house, TypedProgram typed, Faults faults, ProgramSecret? secret, int status = StatusCodes.Status200OK)
    {
        var after = http.Request.Query["suite"].ToString() is { Length: > 0 } next ? next : null;
        return (await house.Identity((client, stopping) => client.ListProgramsAsync(after, PageSize, stopping))).IsRefused(out var away, out var page) ? away
            : new Rendered<ProgramsPage>(
                new ProgramsModel(page.Programs, page.Next, typed, faults, secret, http.RequestServices.GetRequiredService<TimeProvider>().Today()), status);
    }
}

public sealed record TypedProgram(string Name, string Role, IReadOnlyList<string> Scopes, string Expires)
{
    public TypedProgram() : this("", "", ["read"], "")
    {
    }
}

/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Secret">Of the program just made or changed: shown now and never again.</param>
public sealed record ProgramsModel(IReadOnlyList<ProgramView> Programs, string? Next, TypedProgram Typed, Faults Faults, ProgramSecret? Secret, DateOnly Today);
