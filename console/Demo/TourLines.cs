using HourExchange.Client;
using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;

namespace HourExchange.Console.Demo;

/// <summary>The lines of the tour: registered by the school, acted upon by both, read until the ledger has answered.</summary>
internal sealed class TourLines(Api api, string agreement)
{
    public const string School = "HETS";
    public const string Agency = "HG";

    private const int AnswerTries = 300;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    public async Task<InterventionView> Register(
        string reference, DateOnly date, string nature, decimal quantity, string state = "delivered", string lender = Agency, string unit = "heure") =>
        (await api.Interventions(School, Roles.Registrar).RegisterInterventionAsync(new()
        {
            Agreement = agreement,
            Reference = reference,
            Date = date,
            LendingInstitution = lender,
            ReceivingInstitution = lender == Agency ? School : Agency,
            Contributor = lender + "-001",
            Domain = "formation-de-base",
            Nature = nature,
            Quantity = quantity,
            Unit = unit,
            Sourcing = "in-concertation",
            State = state,
        })).Result;

    /// <returns>The ids of the lines: one for each date and each who teaches.</returns>
    public async Task<IReadOnlyList<Guid>> RegisterSeries(string reference, DateOnly date, DateOnly[] furtherDates, string[] coTeachers, decimal quantity)
    {
        var series = await api.Interventions(School, Roles.Registrar).RegisterInterventionAsync(new()
        {
            Agreement = agreement,
            Reference = reference,
            Date = date,
            Dates = furtherDates,
            CoTeachers = coTeachers,
            LendingInstitution = Agency,
            ReceivingInstitution = School,
            Contributor = "HG-001",
            Domain = "formation-de-base",
            Nature = "td",
            Quantity = quantity,
            Unit = "heure",
        });
        return [.. series.Result.Lines!.Select(line => line.Id)];
    }

    public async Task<InterventionView> Read(Guid id) => (await api.Interventions(School, Roles.Registrar).ReadInterventionAsync(id)).Result;

    /// <param name="act">What is done, given the line's id and the version that was read.</param>
    public async Task<InterventionView> Act(
        InterventionView line, string institution, string role, Func<InterventionsClient, Guid, string, Task<Reply<InterventionView>>> act) =>
        (await act(api.Interventions(institution, role), line.Id, $"\"{line.Version}\"")).Result;

    /// <returns>The line, posted.</returns>
    public async Task<InterventionView> ConfirmAndShow(InterventionView line)
    {
        line = await Act(line, School, Roles.Approver, (http, id, read) => http.ConfirmInterventionAsync(id, read, body: new()));
        line = await Act(line, Agency, Roles.Approver, (http, id, read) => http.ConfirmInterventionAsync(id, read, body: new()));
        var posted = await AwaitPosting(line.Id);
        TourText.Show(posted, $"deux clés, écriture n° {posted.PostingNumber}");
        return posted;
    }

    public async Task ConfirmTogether(IReadOnlyList<Guid> ids)
    {
        foreach (var side in new[] { School, Agency })
        {
            await api.Interventions(side, Roles.Approver).ConfirmInterventionsAsync(new() { Ids = ids });
        }

        foreach (var id in ids)
        {
            await AwaitPosting(id);
        }
    }

    private async Task<InterventionView> AwaitPosting(Guid id)
    {
        for (var tries = 0; tries < AnswerTries; tries++)
        {
            if (await Read(id) is { PostingNumber: not null } line)
            {
                return line;
            }

            await Task.Delay(BetweenTries);
        }

        throw new DemoException($"The ledger has not answered for line {id}.");
    }
}
