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

    private const string MakeAct = "creer";
    private const int PageSize = 100;

    /// <summary>In which a program may act, and what it may do within it: those that its rules take (identity, ProgramRules).</summary>
    internal static readonly string[] ProgramRoles = [Roles.Registrar, Roles.Finance, Roles.Management, Roles.Auditor];

    internal static readonly string[] Scopes = ["read", "lines", "ledger", "reports"];

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["program-name-invalid"] = "nom",
        ["role-unknown"] = "role",
        ["scopes-invalid"] = "peut",
        ["expiry-invalid"] = "expire",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http, CancellationToken _) => Show(http, null)).For(Roles.Admin);
        routes.MapPost(Path, Make).For(Roles.Admin).Form();
        routes.MapPost(Path + "/{client}/secret", (string client, IFormCollection _, HttpContext http, House house) =>
            Secret(http, $"secret-{client}", house.Identity((identity, stopping) => identity.ReplaceProgramSecretAsync(client, stopping)))).For(Roles.Admin).Form();
        routes.MapPost(Path + "/{client}/revoquer", (string client, IFormCollection _, HttpContext http, House house) => TypedForm.Run(
            http, $"revoquer-{client}", key => house.Identity((identity, stopping) => identity.RevokeProgramAsync(client, key, stopping)), _ => Path,
            (typed, status) => Show(http, typed, null, status))).For(Roles.Admin).Form();
    }

    private static async Task<IResult> Make(IFormCollection form, HttpContext http, House house)
    {
        if (!DateOnly.TryParseExact(form["expire"].ToString().Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var expires))
        {
            var faults = new Faults(form);
            faults.Add("expire", Wording.Of("Portal", PageLanguage.Of(http.Request))["Fault.date"]);
            return await TypedForm.Back(http, MakeAct, faults, (typed, status) => Show(http, typed, null, status));
        }

        var program = new ProgramRequest { Name = form["nom"].ToString().Trim(), Role = form["role"].ToString(), Scopes = [.. form["peut"].OfType<string>()], ExpiresOn = expires };
        return await Secret(http, MakeAct, house.Identity((client, stopping) => client.MakeProgramAsync(program, stopping)));
    }

    // A secret is told once and kept nowhere: it is shown in the answer itself.
    private static async Task<IResult> Secret(HttpContext http, string act, Task<Asked<ProgramSecret>> asked) => await asked is { Value: { } secret }
        ? await Show(http, null, secret)
        : await TypedForm.Refused(http, act, await asked, (typed, status) => Show(http, typed, null, status), Fields);

    private static async Task<IResult> Show(HttpContext http, TypedForm? typed, ProgramSecret? secret = null, int status = StatusCodes.Status200OK)
    {
        var after = http.Request.Query["suite"].ToString() is { Length: > 0 } next ? next : null;
        var house = http.RequestServices.GetRequiredService<House>();
        return (await house.Identity((client, stopping) => client.ListProgramsAsync(after, PageSize, stopping))).IsRefused(out var away, out var page) ? away
            : new Rendered<ProgramsPage>(new ProgramsModel(page.Programs, page.Next, typed, secret, http.RequestServices.GetRequiredService<TimeProvider>().Today()), status);
    }
}

/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Secret">Of the program just made or changed: shown now and never again.</param>
public sealed record ProgramsModel(IReadOnlyList<ProgramView> Programs, string? Next, TypedForm? Typed, ProgramSecret? Secret, DateOnly Today);
