using HourExchange.Client;
using HourExchange.Client.Interventions;
using HourExchange.Portal.Agreements.Reading;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions.Registering;
using HourExchange.Portal.Pages;
using HourExchange.Words;

namespace HourExchange.Portal.Agreements.Following;

/// <summary>A form of the page, worked: its fields are named by the form and the field, as <c>engagement-texte</c>.</summary>
/// <param name="Act">Name of the form on the page.</param>
/// <param name="Section">Where the page goes on, as an id.</param>
public sealed record FollowingForm(HttpContext Http, string Reference, string Act, string Section, IFormCollection Form)
{
    /// <summary>At which field a refusal is told.</summary>
    private static readonly Dictionary<string, string> FieldsOfCodes = new()
    {
        ["commitment-kind-unknown"] = "genre",
        ["commitment-text-invalid"] = "texte",
        ["commitment-state-unknown"] = "etat",
        ["commitment-state-unchanged"] = "etat",
        ["domain-unknown"] = "domaine",
        ["institution-unknown"] = "qui",
        ["remark-invalid"] = "texte",
        ["year-unknown"] = "annee",
        ["means-invalid"] = "texte",
        ["means-dates-invalid"] = "depuis",
        ["action-text-invalid"] = "texte",
        ["action-state-unknown"] = "etat",
        ["due-date-invalid"] = "le",
        ["committee-kind-unknown"] = "genre",
        ["committee-name-invalid"] = "texte",
        ["committee-name-taken"] = "texte",
        ["committee-seats-invalid"] = "places-0",
        ["committee-people-invalid"] = "membres",
        ["committee-person-twice"] = "membres",
        ["committee-seats-exceeded"] = "membres",
        ["resource-persons-misplaced"] = "ressources",
        ["committee-changed-later"] = "des",
        ["committee-met-later"] = "le",
        ["dissolution-reason-invalid"] = "motif",
        ["committee-unknown"] = "comite",
        ["committee-dissolved"] = "comite",
        ["meeting-date-invalid"] = "le",
        ["participants-invalid"] = "presents",
        ["participant-twice"] = "presents",
        ["decisions-invalid"] = "decisions",
        ["note-invalid"] = "texte",
        ["placement-kind-invalid"] = "genre",
        ["places-invalid"] = "places",
        ["document-title-invalid"] = "texte",
        ["document-type-unsupported"] = "fichier",
        ["document-content-mismatch"] = "fichier",
        ["reason-missing"] = "texte",
    };

    public Faults Faults { get; } = new();

    private string Language => PageLanguage.Of(Http.Request);

    private Wording Words => Wording.Of("Portal", Language);

    public string this[string field] => Form[$"{Act}-{field}"].ToString().Trim().ReplaceLineEndings("\n");

    /// <summary>Which version of what it changes the form was made of, as the header says it.</summary>
    public string Read => $"\"{this["version"]}\"";

    public string? Text(string field) => this[field] is { Length: > 0 } text ? text : null;

    public DateOnly Day(string field)
    {
        if (TypedLine.DayOf(this[field]) is { } day)
        {
            return day;
        }

        Say(field, "Fault.date");
        return default;
    }

    public int Number(string field)
    {
        if (int.TryParse(this[field], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Say(field, "Agreements.fault.number");
        return 0;
    }

    /// <param name="code">Of the portal's words.</param>
    public void Say(string field, string code) => Faults.Add($"{Act}-{field}", Words[code]);

    /// <summary>Asks the service, unless something cannot be read; the page comes back with what was done, or with the form as it was typed.</summary>
    public async Task<IResult> Send<T>(House house, Func<InterventionsClient, string?, CancellationToken, Task<Reply<T>>> send) where T : class
    {
        if (Faults.Any)
        {
            return await Again(null, StatusCodes.Status422UnprocessableEntity);
        }

        var key = FormGuard.KeyOf(Form);
        var sent = await house.Interventions((client, stopping) => send(client, key, stopping));
        if (sent.Value is not null)
        {
            return Results.Redirect($"{AgreementPaths.Of(Reference, AgreementPaths.Following)}?{AgreementPaths.Done}={Section}#{Section}");
        }

        if (sent.Problem is { Status: StatusCodes.Status404NotFound })
        {
            return FaultPages.NotFound;
        }

        if (sent.Problem is { } problem)
        {
            Faults.Add(FieldsOfCodes.TryGetValue(problem.Code, out var field) ? $"{Act}-{field}" : "", Faults.Sentence(Language, problem));
        }
        else
        {
            Faults.Add("", Words["Form.away"]);
        }

        return await Again(sent.IsAway ? key : null, sent.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }

    public Task<IResult> Again(string? key, int status) => FollowingEndpoint.Show(Http, Reference, new TypedAgreementAct(
        Act, Form.Where(field => !field.Key.StartsWith('_')).ToDictionary(field => field.Key, field => field.Value.ToString()), Faults, key, false), status);
}
