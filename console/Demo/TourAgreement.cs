using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;

namespace HourExchange.Console.Demo;

/// <summary>The agreement of the tour: terms that the samples do not have. Figures for demonstration, never defaults.</summary>
internal static class TourAgreement
{
    private const int AgreementsTried = 200;

    /// <returns>The first agreement of the tour that is not there yet, and the hash to consent to.</returns>
    public static async Task<(string Agreement, string Hash)> Record(Api api)
    {
        for (var number = 1; number <= AgreementsTried; number++)
        {
            var agreement = $"VISITE-{number}";
            try
            {
                return (agreement, (await api.Interventions(TourLines.School, Roles.Management).RecordAgreementAsync(Content(agreement))).Result.Hash);
            }
            catch (DemoException refusal) when (refusal.Code == "agreement-ref-taken")
            {
                // By an earlier tour.
            }
        }

        throw new DemoException($"The tour has been made {AgreementsTried} times: ./hx up --fresh begins anew.");
    }

    /// <summary>The management of each party consents.</summary>
    public static async Task Consent(Api api, string agreement, string hash)
    {
        foreach (var party in new[] { TourLines.School, TourLines.Agency })
        {
            await api.Interventions(party, Roles.Management).ConsentToAgreementAsync(agreement, new() { Hash = hash });
        }
    }

    private static AgreementContent Content(string reference) => new()
    {
        Ref = reference,
        Parties = ["HETS", "HG"],
        Currency = "CHF",
        Signed = new(2022, 9, 1),
        TermYears = 3,
        TacitRenewal = true,
        NoticeMonths = 4,
        YearStart = "09-01",
        Reference = "Visite guidée",
        Units = new Dictionary<string, int> { ["heure"] = 60, ["période"] = 50, ["demijournée"] = 240 },
        TariffBasis = "credited",
        SettlementTariff = "65.00",
        CarryCapMinutes = 180,
        CompensationGroups = [],
        Natures = new Dictionary<string, NatureTerms>
        {
            ["cours"] = new() { Coefficient = "3/2", Tariff = "145.00" },
            ["td"] = new() { Coefficient = "1", Tariff = "65.00" },
            ["accompagnement"] = new() { Coefficient = "2/3", Tariff = "65.00" },
            ["supervision"] = new() { Coefficient = "1", Tariff = "0.00", Exchanged = false },
        },
        Domains = new Dictionary<string, DomainTerms> { ["formation-de-base"] = new() { AdmittedFrom = new(2022, 9, 1) } },
        Labels = new()
        {
            Natures = new Dictionary<string, IDictionary<string, string>>
            {
                ["cours"] = Named("Cours", "Kurs", "Course"),
                ["td"] = Named("TD", "Übung", "Tutorial"),
                ["accompagnement"] = Named("Accompagnement", "Begleitung", "Tutoring"),
                ["supervision"] = Named("Supervision", "Supervision", "Supervision"),
            },
            Domains = new Dictionary<string, IDictionary<string, string>> { ["formation-de-base"] = Named("Formation de base", "Grundausbildung", "Initial training") },
        },
        CoTeaching = "shared",
        SilenceDays = 30,
        Signatories = [new() { Institution = "HETS", Function = "Direction" }, new() { Institution = "HG", Function = "Direction générale" }],
    };

    private static Dictionary<string, string> Named(string french, string german, string english) => new() { ["fr"] = french, ["de"] = german, ["en"] = english };
}
