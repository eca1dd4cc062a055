using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;

namespace HourExchange.Portal.ToDo;

/// <summary>What waits for the reader, the oldest first; an approver confirms here, many at once.</summary>
public static class ToDoEndpoint
{
    public const string Path = "/a-faire";

    /// <summary>Lines to confirm on one page: two pages of the service.</summary>
    private const int LinesShown = 400;

    private const int PageSize = 200;

    private const string ToConfirm = "lines-to-confirm";

    /// <summary>In the query: every box is ticked, also where there is no script to do it.</summary>
    internal const string All = "tout";

    /// <summary>Ticked are those alone that the other institution has confirmed.</summary>
    internal const string OtherKey = "autre";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, (HttpContext http, CancellationToken _) => Show(http, [], null)).For(Roles.Readers);

    /// <param name="chosen">Lines whose boxes stay ticked.</param>
    /// <param name="fault">Why a form came back.</param>
    public static async Task<IResult> Show(HttpContext http, HashSet<string> chosen, string? fault, int status = StatusCodes.Status200OK)
    {
        var caller = http.Caller()!;
        var (house, atHand, today) = (http.RequestServices.GetRequiredService<House>(), http.RequestServices.GetRequiredService<AtHand>(), http.RequestServices.GetRequiredService<TimeProvider>().Today());
        var (asked, agreements) = (http.RequestServices.GetRequiredService<WaitingLists>().Read(caller), atHand.Agreements());
        var labels = await atHand.Labels(caller, today, PageLanguage.Of(http.Request));
        var waiting = await asked;
        if (waiting.Problem is { } problem)
        {
            return FaultPages.Of(problem);
        }

        if (waiting.IsWhole)
        {
            http.RequestServices.GetRequiredService<WaitingCount>().Note(caller, waiting.Count);
        }

        var lines = waiting.All.Any(one => one is { Kind: ToConfirm, Count: > 0 }) ? await LinesToConfirm(house) : null;
        return new Rendered<ToDoPage>(
            new ToDoModel
            {
                Waiting = [.. waiting.All.Where(one => one.Count > 0).OrderBy(one => one.Oldest ?? DateOnly.MaxValue)],
                ToConfirm = lines?.Value?.Interventions ?? [],
                HasMoreToConfirm = lines?.Value?.Next is not null,
                Labels = labels,
                Today = today,
                InterventionsAway = waiting.InterventionsAway || lines is { IsAway: true },
                LedgerAway = waiting.LedgerAway,
                ReportsAway = waiting.ReportsAway,
                IsNew = (await agreements).Value is { } known && known.All(one => one.State == "pending"),
                Chosen = chosen.Count == 0 && http.Request.Query[All].ToString() is { Length: > 0 } which
                    ? [.. (lines?.Value?.Interventions ?? []).Where(line => which != OtherKey || line.Keys.Count > 0).Select(ChosenLine.Of)] : chosen,
                Fault = fault,
            },
            waiting.InterventionsAway && waiting.All.Count == 0 && status == StatusCodes.Status200OK ? StatusCodes.Status503ServiceUnavailable : status);
    }

    private static async Task<Asked<InterventionPage>> LinesToConfirm(House house)
    {
        var lines = new List<InterventionView>();
        string? after = null;
        do
        {
            var page = await house.Interventions((client, stopping) => client.ListInterventionsAsync(waiting: ToConfirm, after: after, limit: PageSize, cancellationToken: stopping));
            if (page.Value is not { } read)
            {
                return page;
            }

            lines.AddRange(read.Interventions);
            after = read.Next;
        }
        while (after is not null && lines.Count < LinesShown);
        return Asked.As(new InterventionPage { Interventions = lines, Next = after });
    }
}

public sealed record ToDoModel
{
    /// <summary>What waits, the oldest first.</summary>
    public required IReadOnlyList<Waits> Waiting { get; init; }

    public required IReadOnlyList<InterventionView> ToConfirm { get; init; }

    public required bool HasMoreToConfirm { get; init; }

    public required Labels Labels { get; init; }

    public required DateOnly Today { get; init; }

    public required bool InterventionsAway { get; init; }

    public required bool LedgerAway { get; init; }

    public required bool ReportsAway { get; init; }

    /// <summary>Something may wait that is not shown: nobody is told that all is done.</summary>
    public bool HasMissingParts => InterventionsAway || LedgerAway || ReportsAway;

    /// <summary>No agreement is in force yet: first things first.</summary>
    public required bool IsNew { get; init; }

    public required IReadOnlySet<string> Chosen { get; init; }

    public required string? Fault { get; init; }
}
