using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions.Listing;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;

namespace HourExchange.Portal.Contributors;

/// <summary>Who carries most hours, and who is known, institution by institution.</summary>
public static class ContributorsEndpoint
{
    public const string Path = "/intervenants";

    private const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Read).For(Roles.Readers);

    private static async Task<IResult> Read(string? institution, string? annee, string? suite, HttpContext http, House house, AtHand atHand)
    {
        var caller = http.Caller()!;
        var year = string.IsNullOrEmpty(annee) ? null : annee;
        var (most, books) = (
            house.Interventions((client, stopping) => client.TotalContributorsAsync(year: year, cancellationToken: stopping)),
            house.Ledger((client, stopping) => client.ListBooksAsync(cancellationToken: stopping)));
        if ((await atHand.Agreements()).IsRefused(out var away, out var agreements))
        {
            return away;
        }

        var institutions = agreements.SelectMany(one => one.Parties).Append(caller.Institution).Distinct().OrderBy(one => one == caller.Institution ? 0 : 1).ThenBy(one => one, StringComparer.Ordinal).ToList();
        var chosen = institution ?? caller.Institution;
        var asked = await house.Interventions((client, stopping) => client.ListContributorsAsync(chosen, suite, PageSize, stopping));
        await Task.WhenAll(most, books);
        return asked.IsRefused(out var fault, out var page) ? fault
            : new Rendered<ContributorsPage>(new ContributorsModel(
                institutions, chosen, page.Contributors, page.Next, suite is not null, year, ListEndpoint.YearsOf((await books).Value?.Books ?? []), (await most).Value, (await most).IsAway));
    }
}

/// <param name="Institutions">Whose people the reader may see, its own first.</param>
/// <param name="Year">Of which hours are shown; null for all.</param>
/// <param name="Years">Which may be chosen; none where the ledger is away.</param>
/// <param name="Most">Who carries most, of all the reader's agreements; null where it could not be had, or there is no such year.</param>
public sealed record ContributorsModel(
    IReadOnlyList<string> Institutions, string Chosen, IReadOnlyList<ContributorView> People, string? Next, bool IsContinued, string? Year, IReadOnlyList<string> Years, ContributorTotals? Most, bool HasMissingParts);
