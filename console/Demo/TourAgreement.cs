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
            var recorded = await api.PostJson(
                TourLines.School, Roles.Management, $"{api.Addresses.Interventions}/api/v1/agreements", Content(agreement), allowed: "agreement-ref-taken");
            if (recorded.TryGetProperty("hash", out var hash))
            {
                return (agreement, hash.GetString()!);
            }
        }

        throw new DemoException($"The tour has been made {AgreementsTried} times: ./hx up --fresh begins anew.");
    }

    /// <summary>The management of each party consents.</summary>
    public static async Task Consent(Api api, string agreement, string hash)
    {
        foreach (var party in new[] { TourLines.School, TourLines.Agency })
        {
            await api.PostJson(party, Roles.Management, $"{api.Addresses.Interventions}/api/v1/agreements/{agreement}/consents", new { hash });
        }
    }

    private static object Content(string reference) => new
    {
        @ref = reference,
        parties = new[] { "HETS", "HG" },
        currency = "CHF",
        signed = "2022-09-01",
        termYears = 3,
        tacitRenewal = true,
        noticeMonths = 4,
        yearStart = "09-01",
        reference = "Visite guidée",
        units = new { heure = 60, période = 50, demijournée = 240 },
        tariffBasis = "credited",
        settlementTariff = "65.00",
        carryCapMinutes = 180,
        compensationGroups = Array.Empty<string[]>(),
        natures = new Dictionary<string, object>
        {
            ["cours"] = new { coefficient = "3/2", tariff = "145.00" },
            ["td"] = new { coefficient = "1", tariff = "65.00" },
            ["accompagnement"] = new { coefficient = "2/3", tariff = "65.00" },
            ["supervision"] = new { coefficient = "1", tariff = "0.00", exchanged = false },
        },
        domains = new Dictionary<string, object> { ["formation-de-base"] = new { admittedFrom = "2022-09-01" } },
        coTeaching = "shared",
        silenceDays = 30,
        signatories = new[] { new { institution = "HETS", function = "Direction" }, new { institution = "HG", function = "Direction générale" } },
    };
}
