using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Administration.Members;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;

namespace HourExchange.Portal.Administration.Institutions;

/// <summary>Which institutions take part. Whoever runs the exchange registers them, then invites the first administrator of each.</summary>
public static class InstitutionsEndpoint
{
    public const string Path = "/administration/institutions";

    internal static readonly string[] Kinds = ["school", "agency"];

    private const int PageSize = 100;

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["institution-code-invalid"] = "code",
        ["institution-known"] = "code",
        ["institution-invalid"] = "nom",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http, CancellationToken _) => Show(http, null)).For(Roles.Operator);
        routes.MapPost(Path, (IFormCollection form, HttpContext http, House house) =>
        {
            var institution = new InstitutionRequest { Code = form["code"].ToString().Trim(), Name = form["nom"].ToString().Trim(), Kind = form["genre"].ToString() };
            return TypedForm.Run(
                http, "enregistrer", key => house.Interventions((client, stopping) => client.RegisterInstitutionAsync(institution, key, stopping)),
                _ => $"{MembersEndpoint.InviteTo(institution.Code)}&{MembersEndpoint.Done}=institution", (typed, status) => Show(http, typed, status), Fields);
        }).For(Roles.Operator).Form();
    }

    /// <summary>All, as they stand now: what has been registered a moment ago is there.</summary>
    internal static Task<Asked<IReadOnlyList<InstitutionView>>> All(House house) => house.Interventions<IReadOnlyList<InstitutionView>>(async (client, stopping) =>
    {
        var all = new List<InstitutionView>();
        string? after = null;
        do
        {
            var page = await client.ListInstitutionsAsync(after, PageSize, stopping);
            all.AddRange(page.Result.Institutions);
            after = page.Result.Next;
        }
        while (after is not null);
        return new(StatusCodes.Status200OK, new Dictionary<string, IEnumerable<string>>(), all);
    });

    private static async Task<IResult> Show(HttpContext http, TypedForm? typed, int status = StatusCodes.Status200OK) =>
        (await All(http.RequestServices.GetRequiredService<House>())).IsRefused(out var away, out var institutions) ? away
            : new Rendered<InstitutionsPage>(new InstitutionsModel(institutions, typed), status);
}

public sealed record InstitutionsModel(IReadOnlyList<InstitutionView> Institutions, TypedForm? Typed);
