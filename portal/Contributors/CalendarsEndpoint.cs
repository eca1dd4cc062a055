using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words;

namespace HourExchange.Portal.Contributors;

/// <summary>Secret addresses under which a calendar program follows interventions: opened, shown once, ended.</summary>
public static class CalendarsEndpoint
{
    public const string Path = "/calendriers";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http, House house) => Show(http, house, null, null, null, StatusCodes.Status200OK)).For(Roles.Registrar);
        routes.MapPost(Path, Open).For(Roles.Registrar).Form();
        routes.MapPost(Path + "/{id:guid}/terminer", End).For(Roles.Registrar).Form();
    }

    // The address is told once and kept nowhere: it is shown in the answer itself.
    private static async Task<IResult> Open(IFormCollection form, HttpContext http, House house, PortalSettings settings)
    {
        var contributor = form["intervenant"].ToString().Trim();
        var opened = await house.Interventions((client, stopping) => client.OpenCalendarAsync(new CalendarRequest { Contributor = contributor.Length > 0 ? contributor : null }, stopping));
        if (opened.Value is { } calendar)
        {
            return await Show(http, house, new Uri(settings.Calendars ?? settings.Interventions, calendar.Address).ToString(), null, null, StatusCodes.Status200OK);
        }

        var language = PageLanguage.Of(http.Request);
        return await Show(
            http, house, null, contributor, opened.Problem is { } problem ? Faults.Sentence(language, problem) : Wording.Of("Portal", language)["Form.away"],
            opened.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> End(Guid id, IFormCollection form, HttpContext http, House house)
    {
        var ended = await house.Interventions((client, stopping) => client.RevokeCalendarAsync(id, FormGuard.KeyOf(form), stopping));
        return ended.IsRefused(out var fault, out _) ? fault : Results.Redirect(Path);
    }

    private static async Task<IResult> Show(HttpContext http, House house, string? address, string? typed, string? fault, int status) =>
        (await house.Interventions((client, stopping) => client.ListCalendarsAsync(stopping))).IsRefused(out var away, out var list) ? away
            : new Rendered<CalendarsPage>(new CalendarsModel(list.Calendars, address, typed, fault), status);
}

/// <param name="Address">Of the calendar just opened: shown now and never again.</param>
public sealed record CalendarsModel(IReadOnlyList<CalendarView> Calendars, string? Address, string? Typed, string? Fault);
