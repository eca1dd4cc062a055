using System.Globalization;
using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions.Listing;
using HourExchange.Portal.Interventions.Reading;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Portal.Interventions.Registering;

/// <summary>A registrar registers what took place, or asks for it: one line, a series, or several who teach together; with what would be credited before it is saved.</summary>
public static class RegisterEndpoint
{
    /// <summary>In the query: the line that the new one begins like.</summary>
    public const string Like = "modele";

    /// <summary>What the next one keeps.</summary>
    private static readonly string[] Kept = ["convention", "sens", "intervenant", "date", "nature", "domaine", "unite", "soll"];

    /// <summary>Weeks that a series may reach, so that nobody makes a list without end.</summary>
    private const int WeekLimit = 61;

    private const int LinesLookedAt = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var kind in RegisterKind.All)
        {
            routes.MapGet(kind.Path, (HttpContext http, House house) => Open(http, kind, house)).For(Roles.Registrar);
            routes.MapPost(kind.Path, (IFormCollection form, HttpContext http, House house) => Save(kind, form, http, house)).For(Roles.Registrar).Form();
        }
    }

    /// <summary>With what the address gives, or like a line that is there.</summary>
    private static async Task<IResult> Open(HttpContext http, RegisterKind kind, House house)
    {
        var like = http.Request.Query[Like].ToString();
        if (like.Length == 0)
        {
            return await Show(http, kind, new TypedLine(http.Request.Query), new Faults());
        }

        return !Guid.TryParse(like, out var id) ? FaultPages.NotFound
            : (await house.Interventions((client, stopping) => client.ReadInterventionAsync(id, stopping))).IsRefused(out var fault, out var line) ? fault
            : await Show(http, kind, TypedLine.Like(line), new Faults());
    }

    private static async Task<IResult> Save(RegisterKind kind, IFormCollection form, HttpContext http, House house)
    {
        var language = PageLanguage.Of(http.Request);
        var (typed, faults, words) = (new TypedLine(form), new Faults(form), Wording.Of("Portal", language));
        var asked = form["quoi"].ToString();
        if (kind == RegisterKind.Series && (asked == "jours" || typed.Days.Count == 0))
        {
            var days = DaysOf(typed, faults, words);
            if (asked != "jours" && !faults.Any)
            {
                faults.Add("debut", words["Fault.days"]);
            }

            return await Show(http, kind, typed, faults, days: days, status: faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
        }

        var people = await People.Of(http, house, typed["convention"]);
        var today = http.RequestServices.GetRequiredService<TimeProvider>().Today();
        var units = await http.RequestServices.GetRequiredService<AtHand>().Units(http.Caller()!, typed["convention"] ?? "", today);
        var read = typed.Read(kind, people, units, faults, words);
        if (read is not { } request || faults.Any)
        {
            await TellTheRest(house, read, language, faults, kind);
            return await Show(http, kind, typed, faults, days: DaysShown(typed, words), status: StatusCodes.Status422UnprocessableEntity);
        }

        var isTrial = asked == "voir";
        var key = FormGuard.KeyOf(form);
        if (!isTrial && await IsDoubtful(kind, typed, request, key, house, http, faults, words) is var (isDoubtful, alike) && isDoubtful)
        {
            return await Show(http, kind, typed, faults, days: DaysShown(typed, words), alike: alike, status: StatusCodes.Status422UnprocessableEntity);
        }

        var saved = await house.Interventions((client, stopping) => client.RegisterInterventionAsync(request, isTrial ? true : null, isTrial ? null : key, stopping));
        if (saved.Value is { } line)
        {
            return isTrial ? await Show(http, kind, typed, faults, expected: line, days: DaysShown(typed, words), key: key) : Results.Redirect(Next(kind, asked, typed, line, DaysShown(typed, words).Count - typed.Days.Count));
        }

        if (saved.Problem is { Status: StatusCodes.Status404NotFound })
        {
            return FaultPages.NotFound;
        }

        if (saved.Problem is { } problem)
        {
            faults.Add(language, problem, FieldsOf(kind));
        }
        else
        {
            faults.Add("", words["Form.away"]);
        }

        return await Show(
            http, kind, typed, faults, days: DaysShown(typed, words), key: saved.IsAway ? key : null, status: saved.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>What may be meant, and mostly is not: it is asked about once, and then done.</summary>
    /// <returns>Whether something is asked about, and the line that it may be already.</returns>
    /// <param name="key">Made with the form: what was registered after it is this form's own work.</param>
    private static async Task<(bool IsSo, Guid? Alike)> IsDoubtful(RegisterKind kind, TypedLine typed, InterventionRequest request, string? key, House house, HttpContext http, Faults faults, Wording words)
    {
        Guid? alike = null;
        if (kind == RegisterKind.Requested && typed[TypedLine.PastDay] is null && request.Date < http.RequestServices.GetRequiredService<TimeProvider>().Today())
        {
            faults.Add("date", words["Fault.request.past"]);
        }

        if ((kind == RegisterKind.Requested || kind == RegisterKind.Delivered) && typed[TypedLine.Twice] is null)
        {
            var page = await house.Interventions((client, stopping) => client.ListInterventionsAsync(
                agreement: request.Agreement, from: request.Date, to: request.Date, lendingInstitution: request.LendingInstitution, contributor: request.Contributor, nature: request.Nature,
                limit: LinesLookedAt, cancellationToken: stopping));
            alike = page.Value?.Interventions.FirstOrDefault(line => line.Quantity == request.Quantity && line.Unit == request.Unit && !LineText.IsOver(line) && IsOlder(line.Id))?.Id;
            if (alike is not null)
            {
                faults.Add(TypedLine.Twice, words["Fault.alike"]);
            }
        }

        return (faults.Any, alike);

        bool IsOlder(Guid line) => line.Version != 7 || key is null || string.CompareOrdinal(line.ToString(), key) < 0;
    }

    /// <summary>Whoever mends a form mends it once: what the service would refuse besides is told together with what the form found.</summary>
    private static async Task TellTheRest(House house, InterventionRequest? read, string language, Faults faults, RegisterKind kind)
    {
        if (read is not null && (await house.Interventions((client, stopping) => client.RegisterInterventionAsync(read, dryRun: true, cancellationToken: stopping))).Problem is { } problem)
        {
            faults.AddOthers(language, problem, FieldsOf(kind));
        }
    }

    /// <param name="left">Days of a series that were shown and not ticked.</param>
    private static string Next(RegisterKind kind, string asked, TypedLine typed, RegisteredIntervention line, int left)
    {
        var told = line.NewContributors.Select(code => KeyValuePair.Create(SavedLines.Newcomer, (string?)code));
        return asked == "suivante" ? QueryHelpers.AddQueryString(
            kind.Path, [.. Kept.Where(name => typed.Text(name) is not null).Select(name => KeyValuePair.Create(name, Carried(name))), new("saisie", line.Id.ToString()), .. told])
        : kind == RegisterKind.Series && line.Series is { } series ? QueryHelpers.AddQueryString(
            LinePaths.List, [new("serie", series.ToString()), new(ListEndpoint.Done, "serie"), .. left > 0 ? new[] { KeyValuePair.Create(SavedLines.Left, (string?)left.ToString(CultureInfo.InvariantCulture)) } : [], .. told])
        : QueryHelpers.AddQueryString(LinePaths.Of(line.Id), [new(LineEndpoint.Done, kind.Code), .. told]);

        // A person by the code: no name stands in an address.
        string? Carried(string name) => name == "intervenant" ? line.Contributor : typed[name];
    }

    private static Dictionary<string, string> FieldsOf(RegisterKind kind)
    {
        var fields = new Dictionary<string, string>(TypedLine.Fields);
        if (kind == RegisterKind.Series)
        {
            fields["date"] = "debut";
        }

        if (kind == RegisterKind.CoTaught)
        {
            fields["contributor"] = "intervenants";
        }

        return fields;
    }

    /// <summary>All days of the series again, those that were left out among them.</summary>
    private static List<DateOnly> DaysShown(TypedLine typed, Wording words) => [.. DaysOf(typed, new Faults(), words).Concat(typed.Days).Distinct().Order()];

    /// <summary>As they were ticked; at first all that can have taken place, if they have, and of which nothing is known yet.</summary>
    private static HashSet<DateOnly> TickedOf(TypedLine typed, IReadOnlyList<DateOnly> days, IReadOnlyDictionary<DateOnly, Guid> known, DateOnly today) =>
        [.. typed.Days.Count > 0 && typed["quoi"] != "jours" ? typed.Days : days.Where(day => (typed["etat"] == "requested" || day <= today) && !known.ContainsKey(day))];

    /// <summary>Lines of the same person and nature on days of the series: they may be the same.</summary>
    private static async Task<IReadOnlyDictionary<DateOnly, Guid>> KnownOn(IReadOnlyList<DateOnly> days, TypedLine typed, AgreementSummary? agreement, People people, House house)
    {
        if (days.Count == 0 || agreement is null || typed.Text("intervenant") is not { } person || (typed["sens"] ?? "").Split('>') is not [var lending, _])
        {
            return new Dictionary<DateOnly, Guid>();
        }

        var page = await house.Interventions((client, stopping) => client.ListInterventionsAsync(
            agreement: agreement.Ref, from: days[0], to: days[^1], lendingInstitution: lending, contributor: people.CodeOf(lending, person), nature: typed.Text("nature"),
            limit: LinesLookedAt, cancellationToken: stopping));
        return (page.Value?.Interventions ?? []).Where(line => line.State is not ("declined" or "cancelled")).GroupBy(line => line.Date).ToDictionary(of => of.Key, of => of.First().Id);
    }

    /// <summary>From the first day to the last, every so many weeks.</summary>
    private static List<DateOnly> DaysOf(TypedLine typed, Faults faults, Wording words)
    {
        if (TypedLine.DayOf(typed["debut"]) is not { } first)
        {
            faults.Add("debut", words["Fault.date"]);
            return [];
        }

        if (TypedLine.DayOf(typed["fin"]) is not { } last || last < first)
        {
            faults.Add("fin", words["Fault.lastDay"]);
            return [];
        }

        var step = typed["pas"] == "2" ? 14 : 7;
        var days = Enumerable.Range(0, ((last.DayNumber - first.DayNumber) / step) + 1).Take(WeekLimit).Select(week => first.AddDays(week * step)).ToList();
        if (days[^1].AddDays(step) <= last)
        {
            faults.Add("fin", words.Format("Fault.tooManyDays", WeekLimit));
        }

        return days;
    }

    private static async Task<IResult> Show(
        HttpContext http, RegisterKind kind, TypedLine typed, Faults faults, RegisteredIntervention? expected = null, IReadOnlyList<DateOnly>? days = null, string? key = null,
        Guid? alike = null, int status = StatusCodes.Status200OK)
    {
        var caller = http.Caller()!;
        var (house, atHand, today) = (http.RequestServices.GetRequiredService<House>(), http.RequestServices.GetRequiredService<AtHand>(), http.RequestServices.GetRequiredService<TimeProvider>().Today());
        if ((await atHand.Agreements()).IsRefused(out var away, out var all))
        {
            return away;
        }

        var agreements = all.Where(one => one.State != "pending").ToList();
        var agreement = agreements.Find(one => one.Ref == typed["convention"]) ?? (agreements.Count == 1 ? agreements[0] : null);
        var labels = await atHand.Labels(caller, today, PageLanguage.Of(http.Request));
        var people = await People.Of(http, house, agreement?.Ref);
        var known = kind == RegisterKind.Series ? await KnownOn(days ?? [], typed, agreement, people, house) : new Dictionary<DateOnly, Guid>();
        return new Rendered<RegisterPage>(new RegisterModel
        {
            Kind = kind,
            Typed = typed,
            Faults = faults,
            Key = key,
            Agreements = agreements,
            Agreement = agreement,
            Terms = labels.Terms.FirstOrDefault(one => one.Ref == agreement?.Ref),
            Labels = labels,
            People = people,
            Expected = expected,
            Days = days ?? [],
            Ticked = TickedOf(typed, days ?? [], known, today),
            Known = known,
            Today = today,
            Alike = alike,
            Saved = Guid.TryParse(http.Request.Query["saisie"], out var saved) && status == StatusCodes.Status200OK
                ? (await house.Interventions((client, stopping) => client.ReadInterventionAsync(saved, stopping))).Value : null,
            Newcomers = SavedLines.NewcomersOf(http.Request),
        }, status);
    }
}

public sealed record RegisterModel
{
    public required RegisterKind Kind { get; init; }

    public required TypedLine Typed { get; init; }

    public required Faults Faults { get; init; }

    /// <summary>The form's, where nobody knows what became of it.</summary>
    public required string? Key { get; init; }

    /// <summary>Those under which lines may begin.</summary>
    public required IReadOnlyList<AgreementSummary> Agreements { get; init; }

    /// <summary>Null while it has to be chosen.</summary>
    public required AgreementSummary? Agreement { get; init; }

    public required TermsView? Terms { get; init; }

    public required Labels Labels { get; init; }

    public required People People { get; init; }

    /// <summary>What would be registered.</summary>
    public required RegisteredIntervention? Expected { get; init; }

    /// <summary>Of a series.</summary>
    public required IReadOnlyList<DateOnly> Days { get; init; }

    /// <summary>Those of them on which the same person has a line of the same nature already.</summary>
    public required IReadOnlyDictionary<DateOnly, Guid> Known { get; init; }

    /// <summary>Those of them that are to be saved.</summary>
    public required IReadOnlySet<DateOnly> Ticked { get; init; }

    public required DateOnly Today { get; init; }

    /// <summary>The line that was registered just before.</summary>
    public required InterventionView? Saved { get; init; }

    /// <summary>One that is like what is typed.</summary>
    public required Guid? Alike { get; init; }

    /// <summary>Codes that began with it.</summary>
    public required IReadOnlyList<string> Newcomers { get; init; }
}
