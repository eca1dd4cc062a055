using System.Text.Json;
using HourExchange.Client;
using HourExchange.Portal.Pages;

namespace HourExchange.Portal.Agreements.Recording;

/// <summary>At which field of the form a refusal of the service is told.</summary>
public static class TermFields
{
    private static readonly Dictionary<string, string> OfCodes = new()
    {
        ["agreement-ref-invalid"] = "ref",
        ["agreement-ref-taken"] = "ref",
        ["agreement-reference-invalid"] = "decision",
        ["agreement-signed-invalid"] = "signee",
        ["agreement-term-invalid"] = "duree",
        ["agreement-notice-invalid"] = "preavis",
        ["agreement-parties-invalid"] = TermTable.Partners.Field(0, "code"),
        ["institution-unknown"] = TermTable.Partners.Field(0, "code"),
        ["agreement-people-invalid"] = TermTable.Signatories.Field(0, "institution"),
        ["currency-invalid"] = "devise",
        ["year-start-invalid"] = "debut",
        ["year-start-after-closed-year"] = "debut",
        ["year-start-mid-year"] = "des",
        ["year-start-label-twice"] = "des",
        ["tariff-basis-invalid"] = "base",
        ["carry-cap-invalid"] = "plafond",
        ["units-invalid"] = TermTable.Units.Field(0, "nom"),
        ["natures-invalid"] = TermTable.Natures.Field(0, "nom"),
        ["domains-invalid"] = TermTable.Domains.Field(0, "nom"),
        ["compensation-groups-invalid"] = TermTable.Domains.Field(0, "groupe"),
        ["rubrics-invalid"] = TermTable.Rubrics.Field(0, "titre"),
        ["rubric-domains-invalid"] = TermTable.Rubrics.Field(0, "domaines"),
        ["co-teaching-invalid"] = "coens",
        ["silence-days-invalid"] = "silence",
        ["threshold-invalid"] = "alerte",
        ["label-invalid"] = TermTable.Natures.Field(0, "nom"),
        ["amendment-date-invalid"] = "des",
        ["amendment-overlaps"] = "des",
        ["amendment-after-end"] = "des",
    };

    private static string Of(string refused, IReadOnlyDictionary<string, string>? values, TypedTerms typed) => (refused, values?.GetValueOrDefault("code"), values?.GetValueOrDefault("institutions")) switch
    {
        ("coefficient-invalid", { } code, _) => TermTable.Natures.Field(typed.RowOf(TermTable.Natures, "code", code), "coefficient"),
        ("tariff-invalid", { } code, _) => TermTable.Natures.Field(typed.RowOf(TermTable.Natures, "code", code), "tarif"),
        ("tariff-invalid", _, _) => "reglement",
        ("institution-unknown", _, { } unknown) => TermTable.Partners.Field(typed.RowOf(TermTable.Partners, "code", unknown.Split(',')[0]), "code"),
        // An amendment whose path does not fit is no matter of its reference.
        ("amendment-invalid", _, _) => values?.ContainsKey("path") != true ? "reference" : "",
        _ => OfCodes.GetValueOrDefault(refused, ""),
    };

    /// <summary>What was refused, each thing at its field.</summary>
    public static void Tell(Faults faults, ProblemDetails problem, TypedTerms typed, string language) => faults.Add(language, problem, (code, values) => Of(code, values, typed));

    /// <summary>What would be refused beside what the form itself found: whoever mends it mends it once.</summary>
    public static void TellOthers(Faults faults, ProblemDetails? problem, TypedTerms typed, string language)
    {
        if (problem is { Status: StatusCodes.Status400BadRequest or StatusCodes.Status422UnprocessableEntity or StatusCodes.Status409Conflict })
        {
            faults.AddOthers(language, problem, (code, values) => Of(code, values, typed));
        }
    }
}
