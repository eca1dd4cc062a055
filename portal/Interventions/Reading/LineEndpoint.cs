using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions.Changing;
using HourExchange.Portal.Interventions.Registering;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;

namespace HourExchange.Portal.Interventions.Reading;

/// <summary>One line: where it stands, where its minutes come from, what was done to it, and what the reader may do now.</summary>
public static class LineEndpoint
{
    /// <summary>In the query, after an act: which.</summary>
    public const string Done = "fait";

    /// <summary>In the query: which of the line's forms is open, by the name of its page.</summary>
    public const string Open = "acte";

    /// <summary>How long a posting is looked for without being asked.</summary>
    internal static readonly TimeSpan Awaited = TimeSpan.FromMinutes(1);

    /// <summary>After these a line may say what another one says.</summary>
    private static readonly string[] MayMakeTwo = [.. RegisterKind.All.Select(kind => kind.Code), ChangeEndpoint.Correct, ChangeEndpoint.Deliver];

    private const int LinesLookedAt = 20;
    private const int AlikeShown = 3;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(LinePaths.List + "/{id:guid}", (Guid id, HttpContext http) => Show(http, id, null)).For(Roles.Readers);

    public static async Task<IResult> Show(HttpContext http, Guid id, TypedAct? typed, int status = StatusCodes.Status200OK)
    {
        var model = await Read(http, id);
        if (model.IsRefused(out var fault, out var read))
        {
            return fault;
        }

        var done = typed is null ? http.Request.Query[Done].ToString() : "";
        return new Rendered<LinePage>(
            read with
            {
                Typed = typed,
                Done = done,
                Newcomers = typed is null ? SavedLines.NewcomersOf(http.Request) : [],
                Opened = http.Request.Query[Open].ToString(),
                Alike = read.May("confirm") || MayMakeTwo.Contains(done) ? await AlikeOf(http, read.Line) : [],
                IsFirstOfPerson = read.May("confirm") && await IsFirst(http, read.Line),
            }, status);
    }

    /// <summary>Whether no other line has this person: a typing error in a code makes somebody, and who confirms knows best.</summary>
    private static async Task<bool> IsFirst(HttpContext http, InterventionView line) =>
        (await http.RequestServices.GetRequiredService<House>().Interventions((client, stopping) => client.ListInterventionsAsync(
            agreement: line.Agreement, lendingInstitution: line.LendingInstitution, contributor: line.Contributor, limit: 2, cancellationToken: stopping))).Value?.Interventions is [_];

    private static async Task<IReadOnlyList<Guid>> AlikeOf(HttpContext http, InterventionView line)
    {
        var page = await http.RequestServices.GetRequiredService<House>().Interventions((client, stopping) => client.ListInterventionsAsync(
            agreement: line.Agreement, from: line.Date, to: line.Date, lendingInstitution: line.LendingInstitution, contributor: line.Contributor, nature: line.Nature, limit: LinesLookedAt,
            cancellationToken: stopping));
        return [.. (page.Value?.Interventions ?? []).Where(other => other.Id != line.Id && other.TaughtMinutes == line.TaughtMinutes && other.State is not ("declined" or "cancelled")).Select(other => other.Id).Take(AlikeShown)];
    }

    public static async Task<Asked<LineModel>> Read(HttpContext http, Guid id)
    {
        var caller = http.Caller()!;
        var (house, atHand, clock) = (http.RequestServices.GetRequiredService<House>(), http.RequestServices.GetRequiredService<AtHand>(), http.RequestServices.GetRequiredService<TimeProvider>());
        var (today, now) = (clock.Today(), clock.GetUtcNow());
        var asked = house.Interventions((client, stopping) => client.ReadInterventionAsync(id, stopping));
        var history = house.Interventions((client, stopping) => client.ReadHistoryAsync(id, stopping));
        var thread = house.Interventions((client, stopping) => client.ReadThreadAsync(id, stopping));
        var proposed = house.Interventions((client, stopping) => client.ListProposedChangesAsync(id, stopping));
        var (institutions, labels) = (atHand.Institutions(caller), atHand.Labels(caller, today, PageLanguage.Of(http.Request)));
        await Task.WhenAll(asked, history, thread, proposed, institutions, labels);
        var line = await asked;
        if (line.Value is not { } read)
        {
            return Asked.NoneOf<LineModel>(line.Problem);
        }

        return Asked.As(new LineModel
        {
            Line = read,
            Today = today,
            IsFresh = read.Keys.Any(key => key.At > now - Awaited),
            HasMissingParts = (await history).IsAway || (await thread).IsAway || (await proposed).IsAway || (await institutions).IsAway,
            History = (await history).Value?.History ?? [],
            Thread = (await thread).Value?.Messages ?? [],
            Proposed = [.. ((await proposed).Value?.Proposed ?? []).Where(change => change.Decided is null)],
            Terms = (await atHand.Terms(caller, read.Agreement, read.Date)).Value,
            InstitutionNames = (await institutions).Value?.Institutions.ToDictionary(one => one.Code, one => one.Name) ?? [],
            Labels = await labels,
        });
    }
}
