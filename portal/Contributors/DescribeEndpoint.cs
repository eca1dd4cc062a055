using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words;

namespace HourExchange.Portal.Contributors;

/// <summary>A registrar says who of its own institution somebody is: name, contact, fields of expertise. It is kept in one place.</summary>
public static class DescribeEndpoint
{
    public const string NewPath = "/intervenants/nouveau";

    private static readonly Dictionary<string, string> FieldsOfCodes = new()
    {
        ["contributor-invalid"] = "code",
        ["contributor-name-invalid"] = "nom",
        ["contributor-mail-invalid"] = "courriel",
        ["contributor-phone-invalid"] = "telephone",
        ["contributor-expertise-invalid"] = "champs",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(NewPath, () => new Rendered<DescribePage>(new DescribeModel(null, new Dictionary<string, string>(), new Faults(), null))).For(Roles.Registrar);
        routes.MapPost(NewPath, (IFormCollection form, HttpContext http, House house) => Save(null, form, http, house)).For(Roles.Registrar).Form();
        routes.MapGet(ContributorsEndpoint.Path + "/{institution}/{code}/decrire", Open).For(Roles.Registrar);
        routes.MapPost(ContributorsEndpoint.Path + "/{institution}/{code}/decrire", (string institution, string code, IFormCollection form, HttpContext http, House house) =>
            institution == http.Caller()!.Institution ? Save(code, form, http, house) : Task.FromResult(FaultPages.NotFound)).For(Roles.Registrar).Form();
    }

    private static async Task<IResult> Open(string institution, string code, HttpContext http, House house)
    {
        if (institution != http.Caller()!.Institution)
        {
            return FaultPages.NotFound;
        }

        var asked = await house.Interventions((client, stopping) => client.GetContributorAsync(institution, code, stopping));
        return asked.IsRefused(out var away, out var person) ? away : new Rendered<DescribePage>(new DescribeModel(code, new Dictionary<string, string>
        {
            ["nom"] = person.Name ?? "",
            ["courriel"] = person.Mail ?? "",
            ["telephone"] = person.Phone ?? "",
            ["champs"] = string.Join(", ", person.Expertise ?? []),
        }, new Faults(), null));
    }

    private static async Task<IResult> Save(string? code, IFormCollection form, HttpContext http, House house)
    {
        var (language, institution, key) = (PageLanguage.Of(http.Request), http.Caller()!.Institution, FormGuard.KeyOf(form));
        var typed = form.Where(field => !field.Key.StartsWith('_')).ToDictionary(field => field.Key, field => field.Value.ToString().Trim());
        var known = await house.Interventions((client, stopping) => client.KnowContributorAsync(
            new ContributorRequest
            {
                Institution = institution,
                Code = code ?? typed.GetValueOrDefault("code", ""),
                // An empty text takes away what was known: the form shows all of it.
                Name = typed.GetValueOrDefault("nom", ""),
                Mail = typed.GetValueOrDefault("courriel", ""),
                Phone = typed.GetValueOrDefault("telephone", ""),
                Expertise = [.. typed.GetValueOrDefault("champs", "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            }, key, stopping));
        if (known.Value is { } person)
        {
            return Results.Redirect($"{ContributorEndpoint.PathOf(institution, person.Code)}?fait=decrit");
        }

        var faults = new Faults(form);
        faults.Add(
            known.Problem is { } problem ? FieldsOfCodes.GetValueOrDefault(problem.Code, "") : "",
            known.Problem is { } refused ? Faults.Sentence(language, refused) : Wording.Of("Portal", language)["Form.away"]);
        return new Rendered<DescribePage>(new DescribeModel(code, typed, faults, known.IsAway ? key : null), known.Problem?.Status ?? StatusCodes.Status503ServiceUnavailable);
    }
}

/// <param name="Code">Null: somebody new.</param>
/// <param name="Key">The form's, where nobody knows what became of it.</param>
public sealed record DescribeModel(string? Code, IReadOnlyDictionary<string, string> Typed, Faults Faults, string? Key);
