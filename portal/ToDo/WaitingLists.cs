using HourExchange.Client;
using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Accounts;
using HourExchange.Portal.Asking;

namespace HourExchange.Portal.ToDo;

/// <summary>What waits for somebody, in all services that keep something of it.</summary>
public sealed class WaitingLists(House house, TimeProvider clock)
{
    public async Task<Waiting> Read(Caller caller)
    {
        var asked = house.Interventions((client, stopping) => client.GetWaitingAsync(stopping));
        var askedLedger = caller.Role is Roles.Registrar or Roles.Finance or Roles.Management or Roles.Auditor ? house.Ledger((client, stopping) => client.GetWaitingAsync(stopping)) : null;
        var askedReports = caller.Role == Roles.Management ? house.Reporting((client, stopping) => client.ListYearlyReportsAsync(cancellationToken: stopping)) : null;
        var (lines, ledger, reports) = (await asked, askedLedger is null ? null : await askedLedger, askedReports is null ? null : await askedReports);
        return new Waiting(
            [
                .. (lines.Value?.Waiting ?? []).Select(Waits.Of), .. (ledger?.Value?.Waiting ?? []).Where(kind => Waits.OfRegistrars.Contains(kind.Kind) == (caller.Role == Roles.Registrar)).Select(kind => Waits.Of(kind, clock)),
                .. reports?.Value is { } read ? Waits.OfReports(read.Reports, clock.Today()) : [],
            ],
            caller.Role, lines.Problem, lines.IsAway, ledger is { IsAway: true }, reports is { IsAway: true });
    }
}

/// <param name="Role">The reader's.</param>
/// <param name="Problem">Why Interventions does not say what waits.</param>
public sealed record Waiting(IReadOnlyList<Waits> All, string Role, ProblemDetails? Problem, bool InterventionsAway, bool LedgerAway, bool ReportsAway)
{
    public bool IsWhole => Problem is null && !InterventionsAway && !LedgerAway && !ReportsAway;

    /// <summary>Of what the reader's role may do.</summary>
    public long Count => All.Where(kind => kind.IsFor(Role)).Sum(kind => kind.Count);
}

/// <summary>A kind of what waits.</summary>
/// <param name="Oldest">The day of the first: of an intervention, by which something is due or takes effect, or since when it waits. Null where only the count is told.</param>
public sealed record Waits(string Kind, long Count, DateOnly? Oldest, IReadOnlyList<WaitingItem> Items)
{
    /// <summary>Kept by the ledger, done by registrars: each is named by its line.</summary>
    public static readonly IReadOnlyList<string> OfRegistrars = ["lines-to-correct", "lines-to-register"];

    /// <summary>Where each of it is done, where that is not in a list of lines.</summary>
    public IReadOnlyList<(string Name, string Path)> Places { get; private init; } = [];

    /// <summary>Somebody of the institution's finance does it.</summary>
    public bool IsForFinance { get; private init; }

    /// <summary>What only finance may do, others read about.</summary>
    public bool IsFor(string role) => !IsForFinance || role == Roles.Finance;

    public static Waits Of(WaitingKind kind) => new(kind.Kind, kind.Count, kind.Items.Count > 0 ? kind.Items[0].Date : null, kind.Items);

    public static Waits Of(Client.Ledger.WaitingKind kind, TimeProvider clock) => new(kind.Kind, kind.Count, kind.Items.Count > 0 ? clock.DayOf(kind.Items[0].Since) : null, [])
    {
        IsForFinance = !OfRegistrars.Contains(kind.Kind),
        Places = [.. kind.Items.Select(item => (Name: OfRegistrars.Contains(kind.Kind) ? item.Subject : $"{item.Book} {item.Year}".Trim(), Path: AccountPaths.Waiting(kind.Kind, item))).Where(place => place.Path is not null).DistinctBy(place => place.Path).Select(place => (place.Name, place.Path!))],
    };

    /// <summary>Yearly reports of closed years that management may approve: closing changes what is approved before. And those of ended years of which a rubric says nothing yet.</summary>
    public static IEnumerable<Waits> OfReports(IReadOnlyList<Client.Reporting.YearlyReportSummary> reports, DateOnly today)
    {
        var (approve, comment) = (
            reports.Where(report => report.YearState == "closed" && report.Acts.Contains("approve")).ToList(),
            reports.Where(report => report.LastDay < today && report.Acts.Contains("comment") && report.Missing.Any(part => part.Kind == "rubric")).ToList());
        yield return Waiting("reports-to-approve", approve);
        yield return Waiting("reports-to-comment", comment);

        // To the report itself: who comments reads it first, and it says which rubrics are silent.
        static Waits Waiting(string kind, List<Client.Reporting.YearlyReportSummary> reports) => new(kind, reports.Count, reports.Count == 0 ? null : reports.Min(report => report.LastDay), [])
        {
            Places = [.. reports.OrderBy(report => report.LastDay).Select(report => ($"{report.Agreement} {report.Year}", YearlyReports.ReportPaths.Of(report.Agreement, report.Year)))],
        };
    }
}
