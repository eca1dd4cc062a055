using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Accounts;
using HourExchange.Portal.Asking;
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

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, (HttpContext http, CancellationToken _) => Show(http, [], null)).For(Roles.Readers);

    /// <param name="chosen">Lines whose boxes stay ticked.</param>
    /// <param name="fault">Why a form came back.</param>
    public static async Task<IResult> Show(HttpContext http, HashSet<string> chosen, string? fault, int status = StatusCodes.Status200OK)
    {
        var caller = http.Caller()!;
        var (house, atHand, today) = (http.RequestServices.GetRequiredService<House>(), http.RequestServices.GetRequiredService<AtHand>(), http.RequestServices.GetRequiredService<TimeProvider>().Today());
        var asked = house.Interventions((client, stopping) => client.GetWaitingAsync(stopping));
        var askedLedger = caller.Role is Roles.Finance or Roles.Management or Roles.Auditor ? house.Ledger((client, stopping) => client.GetWaitingAsync(stopping)) : null;
        var askedReports = caller.Role == Roles.Management ? house.Reporting((client, stopping) => client.ListYearlyReportsAsync(cancellationToken: stopping)) : null;
        var agreements = atHand.Agreements();
        var labels = await atHand.Labels(caller, today, PageLanguage.Of(http.Request));
        var (waiting, inLedger) = (await asked, askedLedger is null ? null : await askedLedger);
        var reports = askedReports is null ? null : await askedReports;
        if (waiting.Problem is { } problem)
        {
            return FaultPages.Of(problem);
        }

        List<Waits> all = [.. (waiting.Value?.Waiting ?? []).Select(Waits.Of), .. (inLedger?.Value?.Waiting ?? []).Select(Waits.Of), .. Waits.OfReports(reports?.Value?.Reports ?? [], today)];
        if (waiting.Value is not null)
        {
            http.RequestServices.GetRequiredService<WaitingCount>().Note(caller, waiting.Value.Waiting.Sum(kind => kind.Count));
        }

        var lines = all.Exists(one => one is { Kind: ToConfirm, Count: > 0 }) ? await LinesToConfirm(house) : null;
        return new Rendered<ToDoPage>(
            new ToDoModel
            {
                Waiting = [.. all.Where(one => one.Count > 0).OrderBy(one => one.Oldest ?? DateOnly.MaxValue)],
                ToConfirm = lines?.Value?.Interventions ?? [],
                HasMoreToConfirm = lines?.Value?.Next is not null,
                Labels = labels,
                Today = today,
                InterventionsAway = waiting.IsAway || lines is { IsAway: true },
                LedgerAway = inLedger is { IsAway: true },
                ReportsAway = reports is { IsAway: true },
                IsNew = (await agreements).Value is { } known && known.All(one => one.State == "pending"),
                Chosen = chosen.Count == 0 && http.Request.Query.ContainsKey(All) ? [.. lines?.Value?.Interventions.Select(line => line.Id.ToString()) ?? []] : chosen,
                Fault = fault,
            },
            waiting.IsAway && all.Count == 0 && status == StatusCodes.Status200OK ? StatusCodes.Status503ServiceUnavailable : status);
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

/// <summary>A kind of what waits.</summary>
/// <param name="Oldest">Null where only the count is told.</param>
public sealed record Waits(string Kind, long Count, DateOnly? Oldest, IReadOnlyList<WaitingItem> Items)
{
    /// <summary>Where each of it is done, where that is not in a list of lines.</summary>
    public IReadOnlyList<(string Name, string Path)> Places { get; private init; } = [];

    public static Waits Of(WaitingKind kind) => new(kind.Kind, kind.Count, kind.Items.Count > 0 ? kind.Items[0].Date : null, kind.Items);

    public static Waits Of(Client.Ledger.WaitingKind kind) => new(kind.Kind, kind.Count, kind.Items.Count > 0 ? DateOnly.FromDateTime(kind.Items[0].Since.UtcDateTime) : null, [])
    {
        Places = [.. kind.Items.Select(item => (Name: $"{item.Book} {item.Year}".Trim(), Path: AccountPaths.Waiting(kind.Kind, item))).Where(place => place.Path is not null).DistinctBy(place => place.Path).Select(place => (place.Name, place.Path!))],
    };

    /// <summary>Yearly reports that management may approve, and those of ended years of which a rubric says nothing yet.</summary>
    public static IEnumerable<Waits> OfReports(IReadOnlyList<Client.Reporting.YearlyReportSummary> reports, DateOnly today)
    {
        var (approve, comment) = (
            reports.Where(report => report.Acts.Contains("approve")).ToList(),
            reports.Where(report => report.LastDay < today && report.Acts.Contains("comment") && report.Missing.Any(part => part.Kind == "rubric")).ToList());
        yield return new Waits("reports-to-approve", approve.Count, approve.Count == 0 ? null : approve.Min(report => report.LastDay), []);
        yield return new Waits("reports-to-comment", comment.Count, comment.Count == 0 ? null : comment.Min(report => report.LastDay), []);
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

    /// <summary>No agreement is in force yet: first things first.</summary>
    public required bool IsNew { get; init; }

    public required IReadOnlySet<string> Chosen { get; init; }

    public required string? Fault { get; init; }
}
