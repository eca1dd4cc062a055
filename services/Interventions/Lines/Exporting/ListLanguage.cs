using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Lines.Exporting;

/// <summary>How a list that leaves calls its columns and its fixed answers. An import knows both languages.</summary>
internal sealed record ListLanguage(string Name, IReadOnlyList<string> Headers, string Yes, string No, string InConcertation, string Direct)
{
    public static readonly ListLanguage French = new(
        "fr",
        [
            "Référence", "Date", "Institution d'origine", "Institution d'accueil", "Intervenant·e", "Domaine", "Nature", "Intitulé", "Quantité", "Unité",
            "Mode de sollicitation", "Employeur informé",
        ],
        "oui", "non", "en concertation", "directe");

    public static readonly ListLanguage English = new(
        "en",
        [
            "Reference", "Date", "Lending institution", "Receiving institution", "Contributor", "Domain", "Nature", "Title", "Quantity", "Unit", "Sourcing",
            "Employer informed",
        ],
        "yes", "no", "in concertation", "direct");

    public static ListLanguage? Find(string name) => new[] { French, English }.FirstOrDefault(language => language.Name == name);

    /// <summary>In the order of the headers: a text, a day, a number, or null where nothing stands.</summary>
    public IEnumerable<object?> Cells(ListedLine line) =>
    [
        line.Reference,
        line.Date,
        line.LendingInstitution,
        line.ReceivingInstitution,
        line.Contributor,
        line.Domain,
        line.Nature,
        line.Title,
        line.Quantity,
        line.Unit,
        line.Sourcing switch { null => null, "direct" => Direct, _ => InConcertation },
        line.EmployerInformed switch { null => null, true => Yes, false => No },
    ];
}
