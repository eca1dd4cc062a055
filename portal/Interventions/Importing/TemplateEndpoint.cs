using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Tables;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words.Lists;

namespace HourExchange.Portal.Interventions.Importing;

/// <summary>The template of an agreement, by the terms of today, or those that it ended with. Finance compares lists with the same columns.</summary>
public static class TemplateEndpoint
{
    private const int PeopleListed = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(LinePaths.Import + "/modele.xlsx", Read).For(Roles.Registrar, Roles.Finance);

    private static async Task<IResult> Read(string? convention, HttpContext http, House house, AtHand atHand, TimeProvider clock)
    {
        if ((await atHand.Terms(http.Caller()!, convention ?? "", await atHand.Nearest(convention ?? "", clock.Today()))).IsRefused(out var away, out var terms))
        {
            return away;
        }

        var words = ListWords.Of(PageLanguage.Of(http.Request));
        return Results.Bytes(TemplateWorkbook.Of(terms.Content, await CodesOf(house, terms.Content), words), TableFile.XlsxType, $"{FileNames.Of("template", PageLanguage.Of(http.Request))}-{terms.Ref}.xlsx");
    }

    /// <summary>Of those who may give, without who is forgotten; of each institution the first hundred.</summary>
    public static async Task<IReadOnlyList<string>> CodesOf(House house, AgreementContent terms)
    {
        var people = await Task.WhenAll(terms.Parties.Select(party => house.Interventions((client, stopping) => client.ListContributorsAsync(party, limit: PeopleListed, cancellationToken: stopping))));
        return [.. people.SelectMany(page => page.Value?.Contributors ?? []).Where(one => one is { Code: not null, Forgotten: not true }).Select(one => one.Code!).Distinct().Order(StringComparer.Ordinal)];
    }
}
