using HourExchange.Client;
using HourExchange.Client.Identity;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words;

namespace HourExchange.Portal.Administration.Members;

/// <summary>One member: roles given and taken, another address, and the account deleted.</summary>
public static class MemberEndpoint
{
    private const int PageSize = 100;

    /// <summary>Pages of members that are looked through.</summary>
    private const int PageLimit = 50;

    private const string Of = MembersEndpoint.Path + "/{sub}";

    public static string PathOf(string sub) => $"{MembersEndpoint.Path}/{Uri.EscapeDataString(sub)}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Of, (string sub, HttpContext http, House house) => Show(sub, http, house, "", null)).For(Roles.Admin, Roles.Operator);
        routes.MapPost(Of + "/roles", (string sub, IFormCollection form, HttpContext http, House house) => Act(sub, http, house, "role", (client, stopping) =>
            client.GiveRoleAsync(sub, new RoleRequest { Role = form["role"].ToString() }, FormGuard.KeyOf(form), stopping))).For(Roles.Admin, Roles.Operator).Form();
        routes.MapPost(Of + "/roles/{membership:guid}/retirer", (string sub, Guid membership, IFormCollection form, HttpContext http, House house) => Act(sub, http, house, "", (client, stopping) =>
            client.TakeRoleAsync(membership, FormGuard.KeyOf(form), stopping))).For(Roles.Admin, Roles.Operator).Form();
        routes.MapPost(Of + "/adresse", (string sub, IFormCollection form, HttpContext http, House house) => Act(sub, http, house, "courriel", (client, stopping) =>
            client.ChangeAddressAsync(sub, new AddressRequest { Mail = form["courriel"].ToString().Trim() }, FormGuard.KeyOf(form), stopping))).For(Roles.Admin, Roles.Operator).Form();
        routes.MapPost(Of + "/supprimer", Delete).For(Roles.Admin, Roles.Operator).Form();
    }

    private static async Task<IResult> Delete(string sub, IFormCollection form, HttpContext http, House house)
    {
        if (form["certain"] != "oui")
        {
            return await Show(sub, http, house, "certain", Wording.Of("Portal", PageLanguage.Of(http.Request))["Member.certain.missing"], StatusCodes.Status422UnprocessableEntity);
        }

        var deleted = await house.Identity((client, stopping) => client.DeletePersonAsync(sub, FormGuard.KeyOf(form), stopping));
        return deleted.Value is null ? await Refused(sub, http, house, "certain", deleted.Problem) : Results.Redirect($"{MembersEndpoint.Path}?{MembersEndpoint.Done}=parti");
    }

    private static async Task<IResult> Act<T>(string sub, HttpContext http, House house, string field, Func<IdentityClient, CancellationToken, Task<Reply<T>>> ask) where T : class
    {
        var asked = await house.Identity(ask);
        return asked.Value is null ? await Refused(sub, http, house, field, asked.Problem) : Results.Redirect($"{PathOf(sub)}?{MembersEndpoint.Done}=1");
    }

    private static Task<IResult> Refused(string sub, HttpContext http, House house, string field, ProblemDetails? problem)
    {
        var language = PageLanguage.Of(http.Request);
        return Show(
            sub, http, house, field, problem is not null ? Faults.Sentence(language, problem) : Wording.Of("Portal", language)["Form.away"],
            problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Show(string sub, HttpContext http, House house, string field, string? fault, int status = StatusCodes.Status200OK)
    {
        string? after = null;
        for (var pages = 0; pages < PageLimit; pages++)
        {
            if ((await house.Identity((client, stopping) => client.ListMembersAsync(after, PageSize, stopping))).IsRefused(out var away, out var page))
            {
                return away;
            }

            if (page.Members.FirstOrDefault(one => one.Sub == sub) is { } member)
            {
                var faults = new Faults();
                if (fault is not null)
                {
                    faults.Add(field, fault);
                }

                return new Rendered<MemberPage>(
                    new MemberModel(member, faults, status != StatusCodes.Status200OK && http.Request.HasFormContentType ? http.Request.Form["courriel"].ToString() : null, http.Request.Query.ContainsKey(MembersEndpoint.Done)),
                    status);
            }

            if ((after = page.Next) is null)
            {
                break;
            }
        }

        return FaultPages.NotFound;
    }
}

/// <param name="Mail">As it was typed.</param>
public sealed record MemberModel(MemberView Member, Faults Faults, string? Mail, bool IsDone);
