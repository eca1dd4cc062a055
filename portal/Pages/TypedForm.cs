using HourExchange.Portal.Asking;
using HourExchange.Words;

namespace HourExchange.Portal.Pages;

/// <summary>A form that comes back: what was typed, and why it was not done.</summary>
/// <param name="Act">Which form of the page; a page has several.</param>
/// <param name="Key">The form's, where nobody knows what became of it.</param>
/// <param name="IsStale">What was consented to has changed since it was read.</param>
public sealed record TypedForm(string Act, IReadOnlyDictionary<string, string> Values, Faults Faults, string? Key, bool IsStale)
{
    public string? this[string field] => Values.GetValueOrDefault(field);

    /// <summary>Whether a box of several with one name was ticked.</summary>
    public bool Ticks(string field, string value) => this[field]?.Split(',').Contains(value) == true;

    /// <summary>Does what a form asks for, and leads on to the page that shows it; else the page comes again with the reason.</summary>
    /// <param name="act">Name of the form: the page shows the reason beside it.</param>
    /// <param name="done">Where it leads on to.</param>
    /// <param name="fields">From codes of refusals to the fields that they concern; others concern the whole form.</param>
    public static async Task<IResult> Run<T>(
        HttpContext http, string act, Func<string?, Task<Asked<T>>> ask, Func<T, string> done, Func<TypedForm, int, Task<IResult>> show, IReadOnlyDictionary<string, string>? fields = null) where T : class
    {
        var asked = await ask(FormGuard.KeyOf(http.Request.Form));
        if (asked.Value is { } value)
        {
            return Results.Redirect(done(value));
        }

        return await Refused(http, act, asked, show, fields);
    }

    /// <summary>What was asked for was not done: the page comes again with the reason.</summary>
    public static Task<IResult> Refused<T>(
        HttpContext http, string act, Asked<T> asked, Func<TypedForm, int, Task<IResult>> show, IReadOnlyDictionary<string, string>? fields = null) where T : class
    {
        // What a field names is told beside it; what the page itself is of is not there.
        if (asked.Problem is { Status: StatusCodes.Status404NotFound } missing && fields?.ContainsKey(missing.Code) != true)
        {
            return Task.FromResult(FaultPages.NotFound);
        }

        var (language, faults) = (PageLanguage.Of(http.Request), new Faults(http.Request.Form));
        faults.Add(
            asked.Problem is { } problem ? fields?.GetValueOrDefault(problem.Code) ?? "" : "",
            asked.Problem is { } refused ? Faults.Sentence(language, refused) : Wording.Of("Portal", language)["Form.away"]);
        return show(
            new TypedForm(act, Typed(http), faults, asked.IsAway ? FormGuard.KeyOf(http.Request.Form) : null, asked.Problem is { Status: StatusCodes.Status412PreconditionFailed }),
            asked.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>A fault that the page itself sees: something that cannot be read.</summary>
    public static Task<IResult> Back(HttpContext http, string act, Faults faults, Func<TypedForm, int, Task<IResult>> show) =>
        show(new TypedForm(act, Typed(http), faults, null, false), StatusCodes.Status422UnprocessableEntity);

    private static Dictionary<string, string> Typed(HttpContext http) =>
        http.Request.Form.Where(field => !field.Key.StartsWith('_')).ToDictionary(field => field.Key, field => field.Value.ToString());
}
