using System.Globalization;
using System.Text.Json.Nodes;
using HourExchange.Client.Interventions;
using HourExchange.Client.Ledger;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Accounts;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions.Registering;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words;
using HourExchange.Words.Reading;

namespace HourExchange.Portal.Agreements.Recording;

/// <summary>
/// An amendment or annex in the form of the agreement: what is changed there from what was opened is the amendment, and nothing else. Where the
/// terms have changed meanwhile the page says what, side by side, and keeps what was typed.
/// </summary>
public static class AmendEndpoint
{
    public const string Amendment = "amendment";
    public const string Annex = "annex";

    /// <summary>The terms that the form was opened with.</summary>
    public const string Opened = "avant";

    public const string Version = "version";

    /// <summary>The box by which the writer says that a day in a year that is closed is meant.</summary>
    public const string InClosedYear = "annee-close";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(AgreementPaths.List + "/{reference}/" + AgreementPaths.Amendment, Open).For(Roles.Management);
        routes.MapPost(AgreementPaths.List + "/{reference}/" + AgreementPaths.Amendment, Save).For(Roles.Management).Form();
    }

    private static async Task<IResult> Open(string reference, string? des, HttpContext http, House house, AtHand atHand, TimeProvider clock)
    {
        var (caller, language) = (http.Caller()!, PageLanguage.Of(http.Request));
        var day = TypedLine.DayOf(des) ?? await NextYear(reference, house, atHand, clock.Today());
        var terms = house.Interventions((client, stopping) => client.GetTermsAsync(reference, day, stopping));
        if ((await house.Interventions((client, stopping) => client.GetAgreementAsync(reference, stopping))).IsRefused(out var fault, out var agreement))
        {
            return fault;
        }

        // What may not be amended has no form: its page says where it stands.
        if (agreement.Acts?.Contains("amend") != true)
        {
            return Results.Redirect(AgreementPaths.Of(reference));
        }

        if ((await terms).IsRefused(out var away, out var standing))
        {
            return away;
        }

        var typed = TypedTerms.Of(standing.Content, language, caller.Institution);
        typed.Set("genre", Amendment);
        typed.Set("des", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        typed.Set(Version, standing.Version.ToString(CultureInfo.InvariantCulture));
        typed.Set(Opened, TermPatch.Carry(standing.Content));
        return new Rendered<AmendPage>(new AmendModel(reference, agreement.Parties, typed, standing.Content, null, new Faults(), null));
    }

    /// <summary>The first day of the accounting year to come, which an amendment mostly waits for; of an agreement that ends before, its last day.</summary>
    private static async Task<DateOnly> NextYear(string reference, House house, AtHand atHand, DateOnly today)
    {
        var near = await atHand.Nearest(reference, today);
        var terms = await house.Interventions((client, stopping) => client.GetTermsAsync(reference, near, stopping));
        return terms.Value is { } standing && YearStart.TryParse(standing.Content.YearStart, out var start)
            ? await atHand.Nearest(reference, LabelledYear.Of(near, start).LastDay.AddDays(1)) : near;
    }

    private static async Task<IResult> Save(string reference, IFormCollection form, HttpContext http, House house)
    {
        var (language, key) = (PageLanguage.Of(http.Request), FormGuard.KeyOf(form));
        var (typed, faults, words) = (TypedTerms.Of(form), new Faults(form), Wording.Of("Portal", language));
        if (TermPatch.Carried(form[Opened].ToString()) is not { } opened)
        {
            return FaultPages.FormExpired;
        }

        if (TermTable.All.FirstOrDefault(table => table.Name == form["ajouter"]) is { } more)
        {
            typed.Add(more);
            return Show(null, StatusCodes.Status200OK);
        }

        if (TypedLine.DayOf(typed["des"]) is not { } day)
        {
            faults.Add("des", words["Fault.date"]);
            day = opened.Signed;
        }

        if (typed["reference"].Length == 0)
        {
            faults.Add("reference", words["Agreements.fault.missing.reference"]);
        }

        if (typed[InClosedYear].Length == 0 && TypedLine.DayOf(typed["des"]) is { } from && await ClosedAt(http, reference, from) is { } closed)
        {
            faults.Add("des", words.Format("Agreements.fault.closedYear", closed.Year, Spelling.Of(language).Day(closed.LastDay.AddDays(1))));
        }

        var reading = new TermReading(typed, language, opened, faults, words);
        if (reading.Amended() is not { } amended)
        {
            var patch = TermPatch.Of(opened, reading.Judged!);
            if (patch.Count > 0)
            {
                TermFields.TellOthers(faults, (await Record(patch, dryRun: true, null)).Problem, typed, language);
            }

            return Show(null, StatusCodes.Status422UnprocessableEntity);
        }

        // On what the amendment comes: if that has changed since the form was opened, whoever amends sees it first.
        var standing = await house.Interventions((client, stopping) => client.GetTermsAsync(reference, day, stopping));
        if (standing.Problem is { Status: StatusCodes.Status404NotFound })
        {
            return FaultPages.NotFound;
        }

        if (standing.Value is { } now && now.Version.ToString(CultureInfo.InvariantCulture) != typed[Version])
        {
            typed.Set(Version, now.Version.ToString(CultureInfo.InvariantCulture));
            if (TermPatch.Of(opened, now.Content).Count > 0)
            {
                return Show(now.Content, StatusCodes.Status412PreconditionFailed);
            }
        }

        var recorded = await Record(TermPatch.Of(opened, amended), null, key);
        if (recorded.Value is { } layer)
        {
            return Results.Redirect($"{AgreementPaths.Of(reference)}?{AgreementPaths.Done}=avenant#version-{layer.Version}");
        }

        switch (recorded.Problem)
        {
            case { Status: StatusCodes.Status404NotFound }:
                return FaultPages.NotFound;
            case { } problem:
                TermFields.Tell(faults, problem, typed, language);
                break;
            default:
                faults.Add("", words["Form.away"]);
                break;
        }

        return Show(null, recorded.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable, recorded.IsAway ? key : null);

        Task<Asked<LayerConsents>> Record(JsonObject changes, bool? dryRun, string? once) => house.Interventions((client, stopping) => client.RecordAmendmentAsync(
            reference, new AmendmentContent { Kind = typed["genre"], Reference = typed["reference"], EffectiveFrom = day, Changes = changes }, dryRun, once, stopping));

        // An amendment reprices nothing that is confirmed, nor what was signed: whoever dates it back is told so first.
        static async Task<YearView?> ClosedAt(HttpContext http, string book, DateOnly day) =>
            (await BookAtHand.Of(http, book)).Value?.Years.LastOrDefault(year => year.LastDay >= day && (year.State is "signed" or "closing" or "closed"));

        IResult Show(AgreementContent? changed, int status, string? once = null) =>
            new Rendered<AmendPage>(new AmendModel(reference, opened.Parties, typed, opened, changed, faults, once), status);
    }
}

/// <param name="Opened">The terms that the form was opened with.</param>
/// <param name="Now">Where they have changed since: what holds now.</param>
/// <param name="Key">The form's, where nobody knows what became of it.</param>
public sealed record AmendModel(string Ref, IReadOnlyList<string> Parties, TypedTerms Typed, AgreementContent Opened, AgreementContent? Now, Faults Faults, string? Key);
