using HourExchange.Client.Identity;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Administration.Institutions;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;

namespace HourExchange.Portal.Administration.Members;

/// <summary>
/// Who belongs to an institution in which roles, and who is invited. An administrator sees its own institution; whoever runs the exchange sees no
/// members, and invites the first administrator of each.
/// </summary>
public static class MembersEndpoint
{
    public const string Path = "/administration/membres";

    /// <summary>In the query: what has just been done.</summary>
    internal const string Done = "fait";

    private const string Institution = "institution";
    private const int PageSize = 50;

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["mail-invalid"] = "courriel",
        ["role-unknown"] = "role",
        ["role-not-yours-to-give"] = "role",
        ["mail-language-unknown"] = "langue",
        ["institution-code-invalid"] = Institution,
        ["institution-of-others"] = Institution,
    };

    /// <summary>The page with an institution chosen in its form.</summary>
    public static string InviteTo(string institution) => $"{Path}?{Institution}={Uri.EscapeDataString(institution)}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http, CancellationToken _) => Show(http, null)).For(Roles.Admin, Roles.Operator);
        routes.MapPost(Path, (IFormCollection form, HttpContext http, House house) => Run(http, "inviter", "invitee", key => house.Identity((client, stopping) => client.InviteAsync(
            new InvitationRequest
            {
                Mail = form["courriel"].ToString().Trim(),
                Role = form["role"].ToString(),
                Institution = form[Institution].ToString() is { Length: > 0 } institution ? institution : null,
                Language = form["langue"],
            }, key, stopping)))).For(Roles.Admin, Roles.Operator).Form();
        routes.MapPost(Path + "/invitations/{id:guid}/renvoyer", (Guid id, IFormCollection _, HttpContext http, House house) =>
            Run(http, $"renvoyer-{id}", "renvoyee", key => house.Identity((client, stopping) => client.SendInvitationAgainAsync(id, key, stopping)))).For(Roles.Admin, Roles.Operator).Form();
        routes.MapPost(Path + "/invitations/{id:guid}/retirer", (Guid id, IFormCollection _, HttpContext http, House house) =>
            Run(http, $"retirer-{id}", "retiree", key => house.Identity((client, stopping) => client.WithdrawInvitationAsync(id, key, stopping)))).For(Roles.Admin, Roles.Operator).Form();
    }

    private static Task<IResult> Run(HttpContext http, string act, string done, Func<string?, Task<Asked<InvitationView>>> ask) =>
        TypedForm.Run(http, act, ask, _ => $"{Path}?{Done}={done}", (typed, status) => Show(http, typed, status), Fields);

    private static async Task<IResult> Show(HttpContext http, TypedForm? typed, int status = StatusCodes.Status200OK)
    {
        var house = http.RequestServices.GetRequiredService<House>();
        var after = http.Request.Query["suite"].ToString() is { Length: > 0 } next ? next : null;
        var isOperator = http.Caller()!.Role == Roles.Operator;
        var members = isOperator ? Task.FromResult(Asked.As(new Client.Identity.MemberPage { Members = [], Next = null })) : house.Identity((client, stopping) => client.ListMembersAsync(after, PageSize, stopping));
        var invitations = house.Identity((client, stopping) => client.ListInvitationsAsync(null, PageSize, stopping));
        var institutions = isOperator ? (await InstitutionsEndpoint.All(house)).Value : null;
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
            Institutions = institutions ?? [],
            Institution = http.Request.Query[Institution],
            Typed = typed,
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

    /// <summary>For which the page was opened.</summary>
    public required string? Institution { get; init; }

    public required TypedForm? Typed { get; init; }

    public required string Done { get; init; }

    /// <summary>Whether all members are on the page.</summary>
    public bool IsWhole => IsFirst && Next is null;

    /// <summary>Who signs must not be who drafted: finance has to be two. False also where not all members are on the page.</summary>
    public bool HasOneInFinance => IsWhole && Members.Count(member => member.Roles.Any(role => role.Role == Roles.Finance)) == 1;
}
