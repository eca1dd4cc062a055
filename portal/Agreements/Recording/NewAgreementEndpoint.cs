using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Agreements.Reading;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words;

namespace HourExchange.Portal.Agreements.Recording;

/// <summary>An agreement is recorded by a form, with defaults from another one. It holds once every party's management has consented.</summary>
public static class NewAgreementEndpoint
{
    /// <summary>The agreement from which terms are taken over.</summary>
    public const string Model = "modele";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(AgreementPaths.New, Open).For(Roles.Management);
        routes.MapPost(AgreementPaths.New, Save).For(Roles.Management).Form();
    }

    private static async Task<IResult> Open(HttpContext http, TimeProvider clock)
    {
        var (caller, language) = (http.Caller()!, PageLanguage.Of(http.Request));
        if (http.Request.Query[Model].ToString() is not { Length: > 0 } chosen)
        {
            return await Show(http, Empty(clock.Today()), new Faults(), null);
        }

        if ((await ContentOf(http, chosen)).IsRefused(out var fault, out var content))
        {
            return fault;
        }

        var typed = TypedTerms.Of(content, language, caller.Institution);
        // Another agreement has a code, a decision and a day of its own.
        typed.Set("ref", "");
        typed.Set("decision", "");
        typed.Set("signee", "");
        typed.Set("objet", "");
        for (var row = 0; row < typed.RowsOf(TermTable.Domains); row++)
        {
            typed.Set(TermTable.Domains.Field(row, "des"), "");
        }

        typed.Set(Model, chosen);
        return await Show(http, typed, new Faults(), null);
    }

    private static async Task<IResult> Save(IFormCollection form, HttpContext http, House house)
    {
        var (caller, language, key) = (http.Caller()!, PageLanguage.Of(http.Request), FormGuard.KeyOf(form));
        var (typed, faults, words) = (TypedTerms.Of(form), new Faults(form), Wording.Of("Portal", language));
        if (TermTable.All.FirstOrDefault(table => table.Name == form["ajouter"]) is { } more)
        {
            typed.Add(more);
            return await Show(http, typed, faults, null);
        }

        // Names in other languages come along with what was taken over.
        var basis = typed[Model].Length > 0 ? (await ContentOf(http, typed[Model])).Value : null;
        var reading = new TermReading(typed, language, basis, faults, words);
        if (reading.New(caller.Institution) is not { } content)
        {
            TermFields.TellOthers(
                faults, (await house.Interventions((client, stopping) => client.RecordAgreementAsync(reading.Judged!, dryRun: true, cancellationToken: stopping))).Problem, typed, language);
            return await Show(http, typed, faults, null, StatusCodes.Status422UnprocessableEntity);
        }

        var recorded = await house.Interventions((client, stopping) => client.RecordAgreementAsync(content, null, key, stopping));
        if (recorded.Value is { } layer)
        {
            return Results.Redirect($"{AgreementPaths.Of(layer.Ref)}?{AgreementPaths.Done}=enregistree");
        }

        if (recorded.Problem is { } problem)
        {
            TermFields.Tell(faults, problem, typed, language);
        }
        else
        {
            faults.Add("", words["Form.away"]);
        }

        return await Show(http, typed, faults, recorded.IsAway ? key : null, recorded.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>What an agreement says now, or, before every party has consented, what was signed.</summary>
    private static async Task<Asked<AgreementContent>> ContentOf(HttpContext http, string agreement)
    {
        var asked = await http.RequestServices.GetRequiredService<House>().Interventions((client, stopping) => client.GetAgreementAsync(agreement, stopping));
        if (asked.Value is not { } view)
        {
            return Asked.NoneOf<AgreementContent>(asked.Problem);
        }

        var atHand = http.RequestServices.GetRequiredService<AtHand>();
        var terms = await atHand.Terms(http.Caller()!, agreement, await atHand.Nearest(agreement, http.RequestServices.GetRequiredService<TimeProvider>().Today()));
        return Asked.As(terms.Value?.Content ?? AgreementModel.Signed(view));
    }

    /// <summary>Nothing is a default but what an hour is: coefficients and tariffs are what the parties agree on.</summary>
    private static TypedTerms Empty(DateOnly today)
    {
        var typed = new TypedTerms();
        typed.Set("signee", today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        typed.Set("tacite", TypedTerms.Yes);
        typed.Set("devise", "CHF");
        typed.Set(TermTable.Units.Field(0, "nom"), "heure");
        typed.Set(TermTable.Units.Field(0, "minutes"), "60");
        return typed;
    }

    private static async Task<IResult> Show(HttpContext http, TypedTerms typed, Faults faults, string? key, int status = StatusCodes.Status200OK)
    {
        var (caller, atHand) = (http.Caller()!, http.RequestServices.GetRequiredService<AtHand>());
        var agreements = atHand.Agreements();
        var institutions = (await atHand.Institutions(caller)).Value?.Institutions ?? [];
        return new Rendered<NewAgreementPage>(new NewAgreementModel(
            typed, faults, key, [.. ((await agreements).Value ?? []).Select(one => one.Ref)], [.. institutions.Select(one => one.Code)]), status);
    }
}

/// <param name="Key">The form's, where nobody knows what became of it.</param>
/// <param name="Models">Agreements from which terms may be taken over.</param>
/// <param name="Institutions">Codes of those that are known to the caller: a partner may be another.</param>
public sealed record NewAgreementModel(TypedTerms Typed, Faults Faults, string? Key, IReadOnlyList<string> Models, IReadOnlyList<string> Institutions);
