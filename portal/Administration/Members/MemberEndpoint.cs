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

    private static readonly Dictionary<string, string> Fields = new() { ["role-unknown"] = "role", ["mail-invalid"] = "courriel" };

    public static string PathOf(string sub) => $"{MembersEndpoint.Path}/{Uri.EscapeDataString(sub)}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Of, (string sub, HttpContext http, CancellationToken _) => Show(sub, http, null)).For(Roles.Admin);
        routes.MapPost(Of + "/roles", (string sub, IFormCollection form, HttpContext http, House house) => Run(sub, "roles", http, house, (client, key, stopping) =>
            client.GiveRoleAsync(sub, new RoleRequest { Role = form["role"].ToString() }, key, stopping))).For(Roles.Admin).Form();
        routes.MapPost(Of + "/roles/{membership:guid}/retirer", (string sub, Guid membership, IFormCollection _, HttpContext http, House house) => Run(sub, $"{membership}", http, house, (client, key, stopping) =>
            client.TakeRoleAsync(membership, key, stopping))).For(Roles.Admin).Form();
        routes.MapPost(Of + "/adresse", (string sub, IFormCollection form, HttpContext http, House house) => Run(sub, "adresse", http, house, (client, key, stopping) =>
            client.ChangeAddressAsync(sub, new AddressRequest { Mail = form["courriel"].ToString().Trim() }, key, stopping))).For(Roles.Admin).Form();
        routes.MapPost(Of + "/supprimer", Delete).For(Roles.Admin).Form();
    }

    private static Task<IResult> Delete(string sub, IFormCollection form, HttpContext http, House house)
    {
        Task<IResult> Again(TypedForm typed, int status) => Show(sub, http, typed, status);
        if (form["certain"] != "oui")
        {
            var faults = new Faults(form);
            faults.Add("certain", Wording.Of("Portal", PageLanguage.Of(http.Request))["Member.certain.missing"]);
            return TypedForm.Back(http, "supprimer", faults, Again);
        }

        return TypedForm.Run(
            http, "supprimer", key => house.Identity((client, stopping) => client.DeletePersonAsync(sub, key, stopping)), _ => $"{MembersEndpoint.Path}?{MembersEndpoint.Done}=parti", Again);
    }

    private static Task<IResult> Run<T>(string sub, string act, HttpContext http, House house, Func<IdentityClient, string?, CancellationToken, Task<Reply<T>>> ask) where T : class => TypedForm.Run(
        http, act, key => house.Identity((client, stopping) => ask(client, key, stopping)), _ => $"{PathOf(sub)}?{MembersEndpoint.Done}=1", (typed, status) => Show(sub, http, typed, status), Fields);

    private static async Task<IResult> Show(string sub, HttpContext http, TypedForm? typed, int status = StatusCodes.Status200OK)
    {
        var house = http.RequestServices.GetRequiredService<House>();
        string? after = null;
        for (var pages = 0; pages < PageLimit; pages++)
        {
            if ((await house.Identity((client, stopping) => client.ListMembersAsync(after, PageSize, stopping))).IsRefused(out var away, out var page))
            {
                return away;
            }

            if (page.Members.FirstOrDefault(one => one.Sub == sub) is { } member)
            {
                return new Rendered<MemberPage>(new MemberModel(member, typed, http.Request.Query.ContainsKey(MembersEndpoint.Done)), status);
            }

            if ((after = page.Next) is null)
            {
                break;
            }
        }

        return FaultPages.NotFound;
    }
}

public sealed record MemberModel(MemberView Member, TypedForm? Typed, bool IsDone);
