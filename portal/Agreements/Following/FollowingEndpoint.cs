using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Agreements.Reading;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;

namespace HourExchange.Portal.Agreements.Following;

/// <summary>What becomes of an agreement: commitments, committees, actions, places, means and documents.</summary>
public static class FollowingEndpoint
{
    /// <summary>In the query: the academic year.</summary>
    public const string Year = "annee";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{AgreementPaths.List}/{{reference}}/{AgreementPaths.Following}", (string reference, HttpContext http) => Show(http, reference, null)).For(Roles.Readers);
        FollowingActs.Map(routes);
        DocumentsEndpoint.Map(routes);
    }

    /// <param name="typed">A form of the page that came back.</param>
    public static async Task<IResult> Show(HttpContext http, string reference, TypedAgreementAct? typed, int status = StatusCodes.Status200OK)
    {
        var (house, today) = (http.RequestServices.GetRequiredService<House>(), http.RequestServices.GetRequiredService<TimeProvider>().Today());
        var asked = house.Interventions((client, stopping) => client.GetAgreementAsync(reference, stopping));
        var atHand = http.RequestServices.GetRequiredService<AtHand>();
        var askedTerms = atHand.Terms(http.Caller()!, reference, today);
        var commitments = house.Interventions((client, stopping) => client.ListCommitmentsAsync(reference, cancellationToken: stopping));
        var committees = house.Interventions((client, stopping) => client.ListCommitteesAsync(reference, today, stopping));
        var meetings = house.Interventions((client, stopping) => client.ListMeetingsAsync(reference, cancellationToken: stopping));
        var actions = house.Interventions((client, stopping) => client.ListActionsAsync(reference, cancellationToken: stopping));
        var means = house.Interventions((client, stopping) => client.ListMeansAsync(reference, cancellationToken: stopping));
        var documents = house.Interventions((client, stopping) => client.ListDocumentsAsync(reference, cancellationToken: stopping));
        if ((await asked).IsRefused(out var fault, out var agreement))
        {
            return fault;
        }

        var terms = await askedTerms;
        if (terms.Problem is not null)
        {
            terms = await atHand.Terms(http.Caller()!, reference, await atHand.Nearest(reference, today));
        }

        var year = http.Request.Query[Year].ToString() is { Length: > 0 } chosen ? chosen : terms.Value?.Year;
        var placements = year is null ? null : await house.Interventions((client, stopping) => client.ListPlacementsAsync(reference, year, stopping));
        return new Rendered<FollowingPage>(
            new FollowingModel
            {
                Agreement = agreement,
                Named = terms.Value?.Content ?? AgreementModel.Signed(agreement),
                Year = placements?.Value?.Year ?? terms.Value?.Year,
                Today = today,
                Commitments = (await commitments).Value?.Commitments,
                Committees = (await committees).Value,
                Meetings = (await meetings).Value?.Meetings,
                Actions = (await actions).Value?.Actions,
                Means = (await means).Value?.Means,
                Documents = (await documents).Value?.Documents,
                Placements = placements?.Value,
                HasMissingParts = terms.IsAway || placements is { IsAway: true } || (await commitments).IsAway || (await committees).IsAway || (await meetings).IsAway || (await actions).IsAway
                    || (await means).IsAway || (await documents).IsAway,
                HasMore = (await commitments).Value?.Next is not null || (await meetings).Value?.Next is not null || (await actions).Value?.Next is not null || (await means).Value?.Next is not null
                    || (await documents).Value?.Next is not null,
                Done = http.Request.Query[AgreementPaths.Done].ToString(),
                Typed = typed,
            },
            status);
    }
}
