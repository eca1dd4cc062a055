using HourExchange.Client.Identity;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words;

namespace HourExchange.Portal.Administration.Members;

/// <summary>
/// Who belongs to an institution in which roles, and who is invited. An administrator sees its own institution; whoever runs the exchange invites the
/// first administrator of each.
/// </summary>
public static class MembersEndpoint
{
    public const string Path = "/administration/membres";

    /// <summary>In the query: what has just been done.</summary>
    internal const string Done = "fait";

    private const int PageSize = 50;

    private static readonly Dictionary<string, string> FieldsOfCodes = new()
    {
        ["mail-invalid"] = "courriel",
        ["role-unknown"] = "role",
        ["role-not-yours-to-give"] = "role",
        ["mail-language-unknown"] = "langue",
        ["institution-code-invalid"] = "institution",
        ["institution-of-others"] = "institution",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http, CancellationToken _) => Show(http, [], new Faults(), null)).For(Roles.Admin, Roles.Operator);
        routes.MapPost(Path, Invite).For(Roles.Admin, Roles.Operator).Form();
        routes.MapPost(Path + "/invitations/{id:guid}/renvoyer", (Guid id, IFormCollection form, HttpContext http, House house) =>
            Change(http, house.Identity((client, stopping) => client.SendInvitationAgainAsync(id, FormGuard.KeyOf(form), stopping)), "renvoyee")).For(Roles.Admin, Roles.Operator).Form();
        routes.MapPost(Path + "/invitations/{id:guid}/retirer", (Guid id, IFormCollection form, HttpContext http, House house) =>
            Change(http, house.Identity((client, stopping) => client.WithdrawInvitationAsync(id, FormGuard.KeyOf(form), stopping)), "retiree")).For(Roles.Admin, Roles.Operator).Form();
    }

    private static async Task<IResult> Invite(IFormCollection form, HttpContext http, House house)
    {
        var (language, key) = (PageLanguage.Of(http.Request), FormGuard.KeyOf(form));
        var typed = form.Where(field => !field.Key.StartsWith('_')).ToDictionary(field => field.Key, field => field.Value.ToString().Trim());
        var invited = await house.Identity((client, stopping) => client.InviteAsync(
            new InvitationRequest
            {
                Mail = typed.GetValueOrDefault("courriel", ""),
                Role = typed.GetValueOrDefault("role", ""),
                Institution = typed.GetValueOrDefault("institution") is { Length: > 0 } institution ? institution : null,
                Language = typed.GetValueOrDefault("langue"),
            }, key, stopping));
        if (invited.Value is not null)
        {
            return Results.Redirect($"{Path}?{Done}=invitee");
        }

        var faults = new Faults();
        faults.Add(
            invited.Problem is { } problem ? FieldsOfCodes.GetValueOrDefault(problem.Code, "") : "",
            invited.Problem is { } refused ? Faults.Sentence(language, refused) : Wording.Of("Portal", language)["Form.away"]);
        return await Show(http, typed, faults, invited.IsAway ? key : null, invited.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Change(HttpContext http, Task<Asked<InvitationView>> asked, string done)
    {
        var changed = await asked;
        if (changed.Value is not null)
        {
            return Results.Redirect($"{Path}?{Done}={done}");
        }

        var faults = new Faults();
        faults.Add("", changed.Problem is { } refused ? Faults.Sentence(PageLanguage.Of(http.Request), refused) : Wording.Of("Portal", PageLanguage.Of(http.Request))["Form.away"]);
        return await Show(http, [], faults, null, changed.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Show(HttpContext http, Dictionary<string, string> typed, Faults faults, string? key, int status = StatusCodes.Status200OK)
    {
        var house = http.RequestServices.GetRequiredService<House>();
        var after = http.Request.Query["suite"].ToString() is { Length: > 0 } next ? next : null;
        var (members, invitations) = (
            house.Identity((client, stopping) => client.ListMembersAsync(after, PageSize, stopping)), house.Identity((client, stopping) => client.ListInvitationsAsync(null, PageSize, stopping)));
        if ((await members).IsRefused(out var away, out var shown))
        {
            return away;
        }

        return new Rendered<MembersPage>(new MembersModel
        {
            Members = shown.Members,
            Next = shown.Next,
            IsFirst = after is null,
            Invitations = (await invitations).Value?.Invitations.Where(one => one.State is "open" or "expired").ToList() ?? [],
            InvitationsAway = (await invitations).IsAway,
            Institutions = http.Caller()!.Role == Roles.Operator ? (await http.RequestServices.GetRequiredService<AtHand>().Institutions(http.Caller()!)).Value?.Institutions ?? [] : [],
            Typed = typed,
            Faults = faults,
            Key = key,
            Done = status == StatusCodes.Status200OK ? http.Request.Query[Done].ToString() : "",
        }, status);
    }
}

public sealed record MembersModel
{
    public required IReadOnlyList<MemberView> Members { get; init; }

    /// <summary>Where the next page begins; null on the last.</summary>
    public required string? Next { get; init; }

    public required bool IsFirst { get; init; }

    /// <summary>Those that nobody has accepted.</summary>
    public required IReadOnlyList<InvitationView> Invitations { get; init; }

    public required bool InvitationsAway { get; init; }

    /// <summary>Which the operator chooses from; an administrator has its own.</summary>
    public required IReadOnlyList<Client.Interventions.InstitutionView> Institutions { get; init; }

    public required IReadOnlyDictionary<string, string> Typed { get; init; }

    public required Faults Faults { get; init; }

    /// <summary>The form's, where nobody knows what became of it.</summary>
    public required string? Key { get; init; }

    public required string Done { get; init; }

    /// <summary>Who signs must not be who drafted: finance has to be two. Null where that holds, or where not all members are seen.</summary>
    public bool HasOneInFinance => IsFirst && Next is null && Members.Count(member => member.Roles.Any(role => role.Role == Roles.Finance)) == 1;
}
