using System.Globalization;
using System.Text.Json;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Text;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.Kit;

/// <summary>Test data: an agreement between HETS and HG as in the samples, lines and events under it.</summary>
internal static class Given
{
    public static AgreementContent Agreement(string reference = "HETS-HG") => new(
        reference, ["HETS", "HG"], "CHF", new DateOnly(2012, 5, 14), 3, true, 4, "09-01", "HETS-HG 2012",
        new Dictionary<string, int> { ["heure"] = 60, ["période"] = 45 }, "taught", "65.00", 2400,
        [["formation-de-base", "promotion"]],
        new Dictionary<string, NatureTerms>
        {
            ["cours"] = new("3/2", "145.00"),
            ["td"] = new("1", "65.00"),
            ["accompagnement"] = new("2/3", "65.00"),
            ["veille"] = new("1/1000", "65.00"),
        },
        new Dictionary<string, DomainTerms>
        {
            ["formation-de-base"] = new(new DateOnly(2014, 9, 1)),
            ["promotion"] = new(new DateOnly(2014, 9, 1)),
            ["formation-continue"] = new(new DateOnly(2015, 2, 1)),
        });

    public static Agreement InForce(AgreementContent? content = null)
    {
        var terms = content ?? Agreement();
        return new Agreement(terms.Ref, terms.Parties, [new AgreementLayer(1, terms.Signed, JsonSerializer.SerializeToNode(terms, StrictJson.Options)!.AsObject())], []);
    }

    public static ListedLine Line(string reference = "L-1") => Line(
        reference, "2014-10-01", "HG", "HETS", "HG-031", "formation-de-base", "cours", "Budget et désendettement", 2m, "heure", "direct", true);

    /// <summary>In the order of a list's columns.</summary>
    public static ListedLine Line(
        string? reference, string date, string lender, string receiver, string contributor, string domain, string nature, string title, decimal quantity,
        string unit, string? sourcing, bool? employerInformed) => new()
        {
            Reference = reference,
            Date = DateOnly.Parse(date, CultureInfo.InvariantCulture),
            LendingInstitution = lender,
            ReceivingInstitution = receiver,
            Contributor = contributor,
            Domain = domain,
            Nature = nature,
            Title = title,
            Quantity = quantity,
            Unit = unit,
            Sourcing = sourcing,
            EmployerInformed = employerInformed,
        };

    /// <summary>A delivered line of HG and HETS as it stands in the table, registered by somebody of HETS.</summary>
    public static Line Delivered(LineState state = LineState.Delivered) => new()
    {
        Id = Guid.CreateVersion7(),
        Agreement = "HETS-HG",
        Content = Line().ToContent() with { Regime = "exchanged" },
        State = state,
        TaughtMinutes = 120,
        Hands = ["HETS-registrar"],
    };

    public static object LineRequest(string? reference, string agreement = "HETS-HG", string date = "2014-10-01", string nature = "cours", decimal quantity = 2) => new
    {
        agreement,
        reference,
        date,
        lendingInstitution = "HG",
        receivingInstitution = "HETS",
        contributor = "HG-031",
        domain = "formation-de-base",
        nature,
        title = "Budget",
        quantity,
        unit = "heure",
        sourcing = "direct",
        employerInformed = true,
    };

    public static InterventionConfirmed Confirmed(
        Guid? line = null, string book = "HETS-HG", int revision = 1, int credited = 90, string lender = "HG", string receiver = "HETS", int day = 1) => new(
        line ?? Guid.CreateVersion7(), revision, book, ["HETS", "HG"], lender, receiver, $"{lender}-{day}", null, $"{lender}-031", "promotion", "td",
        new DateOnly(2014, 10, 1).AddDays(day - 1), "2014-2015", new DateOnly(2014, 9, 1), "1.5", "heure", 60, credited, 1, 1, credited, 1, "direct", true,
        [
            new TurnedKey("HETS", "HETS-approver", new DateTimeOffset(2014, 11, 1, 8, 0, 0, TimeSpan.Zero), false),
            new TurnedKey("HG", "HG-approver", new DateTimeOffset(2014, 11, 2, 8, 0, 0, TimeSpan.Zero), false),
        ]);

    /// <summary>Institutions known, the agreement recorded and in force.</summary>
    public static async Task AgreementInForce(House house, string reference = "HETS-HG", string[]? parties = null)
    {
        await Agreeing.Institutions(house);
        await Agreeing.InForce(house, Agreement(reference) with { Parties = parties ?? ["HETS", "HG"] });
    }

    public static string Json(object value) => System.Text.Json.JsonSerializer.Serialize(value, StrictJson.Options);

    /// <summary>A list in the French dialect: BOM, semicolons, decimal commas.</summary>
    public static byte[] Csv(params string[] rows) => [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(
        "Référence;Date;Institution d'origine;Institution d'accueil;Intervenant·e;Domaine;Nature;Intitulé;Quantité;Unité;Mode de sollicitation;Employeur informé\r\n"
        + string.Concat(rows.Select(row => row + "\r\n")))];

    public static string Row(
        string reference = "L-1", string date = "01.10.2014", string lender = "HG", string receiver = "HETS", string domain = "formation-de-base",
        string nature = "cours", string quantity = "1,5", string unit = "heure") =>
        $"{reference};{date};{lender};{receiver};HG-031;{domain};{nature};Budget et désendettement;{quantity};{unit};directe;oui";
}
