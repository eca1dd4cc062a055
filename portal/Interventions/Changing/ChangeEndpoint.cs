using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions.Reading;
using HourExchange.Portal.Interventions.Registering;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Portal.Interventions.Changing;

/// <summary>
/// A line corrected, or noted as delivered: a form of its fields. Where it has changed meanwhile the page says what, side by side, and
/// keeps what was typed.
/// </summary>
public static class ChangeEndpoint
{
    public const string Correct = "corriger";
    public const string Deliver = "effectuer";

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var act in new[] { Correct, Deliver })
        {
            routes.MapGet($"{LinePaths.List}/{{id:guid}}/{act}", (Guid id, HttpContext http) => Show(http, id, act, null, new Faults(), null)).For(Roles.Registrar);
            routes.MapPost($"{LinePaths.List}/{{id:guid}}/{act}", (Guid id, IFormCollection form, HttpContext http, House house) => Save(id, act, form, http, house)).For(Roles.Registrar).Form();
        }
    }

    private static async Task<IResult> Save(Guid id, string act, IFormCollection form, HttpContext http, House house)
    {
        var language = PageLanguage.Of(http.Request);
        var (faults, words, key) = (new Faults(form), Wording.Of("Portal", language), FormGuard.KeyOf(form));
        if (TypedChange.Of(form) is not { } typed)
        {
            return FaultPages.FormExpired;
        }

        var people = await People.Of(http, house, form["convention"]);
        var (caller, today) = (http.Caller()!, http.RequestServices.GetRequiredService<TimeProvider>().Today());
        var units = await http.RequestServices.GetRequiredService<AtHand>().Units(caller, form["convention"].ToString(), today);
        if (typed.Read(form["donne"].ToString(), people, units, faults, words) is not { } changes)
        {
            return await Show(http, id, act, typed, faults, null, StatusCodes.Status422UnprocessableEntity);
        }

        if (form["quoi"] == "voir")
        {
            return await Show(http, id, act, typed, faults, null, changes: changes);
        }

        var tag = LineTag.Of(typed.Version);
        var saved = await house.Interventions((client, stopping) => act == Deliver
            ? client.DeliverInterventionAsync(id, tag, changes, key, stopping)
            : client.CorrectInterventionAsync(id, tag, new CorrectionRequest { Changes = changes, Reason = typed.Reason is { Length: > 0 } reason ? reason : null, TakeProposed = false }, key, stopping));
        if (saved.Value is not null)
        {
            return Results.Redirect(QueryHelpers.AddQueryString(LinePaths.Of(id), [new(LineEndpoint.Done, act), .. IsNew(people, changes.Contributor, form["donne"].ToString()) ? new[] { KeyValuePair.Create(SavedLines.Newcomer, changes.Contributor) } : []]));
        }

        switch (saved.Problem)
        {
            case { Status: StatusCodes.Status404NotFound }:
                return FaultPages.NotFound;
            case { Status: StatusCodes.Status412PreconditionFailed }:
                return await Show(http, id, act, typed, faults, null, StatusCodes.Status412PreconditionFailed);
            case { Code: "reason-missing" } problem:
                faults.Add("motif", Faults.Sentence(language, problem));
                break;
            // It is asked for already: the date that is wrong is that of its taking place.
            case { Code: "date-in-future" } when act == Deliver:
                faults.Add("date", words["Fault.deliver.ahead"]);
                break;
            case { } problem:
                faults.Add(language, problem, TypedLine.Fields);
                break;
            default:
                faults.Add("", words["Form.away"]);
                break;
        }

        return await Show(http, id, act, typed, faults, saved.IsAway ? key : null, saved.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>What would be credited: judged as if it were registered so, and not kept.</summary>
    private static Task<Asked<RegisteredIntervention>> Expected(InterventionView line, LineChanges changes, House house) => house.Interventions((client, stopping) => client.RegisterInterventionAsync(
        new InterventionRequest
        {
            Agreement = line.Agreement,
            State = "delivered",
            Date = changes.Date ?? line.Date,
            LendingInstitution = line.LendingInstitution,
            ReceivingInstitution = line.ReceivingInstitution,
            Contributor = changes.Contributor ?? line.Contributor,
            Domain = changes.Domain ?? line.Domain,
            Nature = changes.Nature ?? line.Nature,
            Quantity = changes.Quantity ?? line.Quantity,
            Unit = changes.Unit ?? line.Unit,
            Regime = changes.Regime ?? line.Regime,
        }, dryRun: true, cancellationToken: stopping));

    private static bool IsNew(People people, string? code, string institution) => !string.IsNullOrEmpty(code) && people.IsNew(institution, code);

    private static async Task<IResult> Show(HttpContext http, Guid id, string act, TypedChange? typed, Faults faults, string? key, int status = StatusCodes.Status200OK, LineChanges? changes = null)
    {
        var house = http.RequestServices.GetRequiredService<House>();
        if ((await LineEndpoint.Read(http, id)).IsRefused(out var fault, out var read))
        {
            return fault;
        }

        var expected = changes is null ? null : await Expected(read.Line, changes, house);
        if (expected?.Problem is { } problem)
        {
            faults.Add(PageLanguage.Of(http.Request), problem, TypedLine.Fields);
            status = problem.Status;
        }

        // What the state does not allow has no form: the line says where it stands.
        return typed is null && !read.May(act == Deliver ? "deliver" : "correct") ? Results.Redirect(LinePaths.Of(id)) : new Rendered<ChangePage>(
            new ChangeModel(act, read, typed ?? TypedChange.Of(read.Line), faults, key, status == StatusCodes.Status412PreconditionFailed, await People.Of(http, house, read.Line.Agreement), expected?.Value), status);
    }
}

/// <param name="Key">The form's, where nobody knows what became of it.</param>
/// <param name="IsStale">The line has changed since the form was opened.</param>
/// <param name="Expected">What the line would be, where that was asked for.</param>
public sealed record ChangeModel(string Act, LineModel Read, TypedChange Typed, Faults Faults, string? Key, bool IsStale, People People, RegisteredIntervention? Expected);
