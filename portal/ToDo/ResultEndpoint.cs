using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions.Reading;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;

namespace HourExchange.Portal.ToDo;

/// <summary>What became of many lines: which are confirmed and where they are now, which are not and why.</summary>
public static class ResultEndpoint
{
    public const string Path = "/a-faire/resultat";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Read).For(Roles.Approver);

    private static async Task<IResult> Read(string? r, HttpContext http, House house, AtHand atHand, ResultLink link, TimeProvider clock)
    {
        var caller = http.Caller()!;
        if (link.Read(caller, r) is not { } result)
        {
            return FaultPages.NotFound;
        }

        var labels = await atHand.Labels(caller, clock.Today(), PageLanguage.Of(http.Request));
        var lines = await Task.WhenAll(result.Done.Concat(result.Refused.Select(line => line.Id)).Select(id => house.Interventions((client, stopping) => client.ReadInterventionAsync(id, stopping))));
        var known = lines.Select(line => line.Value).OfType<InterventionView>().ToDictionary(line => line.Id);
        var isFresh = known.Values.Any(line => line.Keys.Any(key => key.At > clock.GetUtcNow() - LineEndpoint.Awaited));
        return new Rendered<ResultPage>(new ResultModel(result, known, labels, r!, isFresh));
    }
}

/// <param name="Lines">As they stand now, as far as they could be read.</param>
/// <param name="Link">The result as it stands in the address.</param>
/// <param name="IsFresh">Postings are awaited, and the page looked at again.</param>
public sealed record ResultModel(ResultLink.Result Result, IReadOnlyDictionary<Guid, InterventionView> Lines, Labels Labels, string Link, bool IsFresh);
