using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;

namespace HourExchange.Portal.Agreements.Listing;

/// <summary>The agreements of the reader's institution, those first that wait for its consent.</summary>
public static class AgreementsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(AgreementPaths.List, Show).For(Roles.Readers);
        routes.MapGet(AgreementPaths.First, Welcome).For(Roles.Readers);
    }

    private static async Task<IResult> Show(HttpContext http, House house, AtHand atHand)
    {
        // What management owes its consent to stands in what waits for it.
        var waiting = http.Caller()!.Role == Roles.Management ? house.Interventions((client, stopping) => client.GetWaitingAsync(stopping)) : null;
        if ((await atHand.Agreements()).IsRefused(out var away, out var agreements))
        {
            return away;
        }

        var owed = ((waiting is null ? null : (await waiting).Value)?.Waiting ?? []).Where(kind => kind.Kind == "consents-to-give").SelectMany(kind => kind.Items).Select(item => item.Agreement).ToHashSet();
        return new Rendered<AgreementsPage>(new AgreementsModel([.. agreements.OrderByDescending(one => owed.Contains(one.Ref)).ThenBy(one => one.State == "pending" ? 0 : 1)], owed));
    }

    /// <summary>What comes first, for whoever begins.</summary>
    private static IResult Welcome() => new Rendered<WelcomePage>(new WelcomeModel());
}

/// <param name="Owed">Codes of those of which something waits for the reader's consent.</param>
public sealed record AgreementsModel(IReadOnlyList<AgreementSummary> Agreements, IReadOnlySet<string> Owed);

/// <summary>The steps find out by themselves where the house stands.</summary>
public sealed record WelcomeModel;
