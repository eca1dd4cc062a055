namespace HourExchange.Console.Demo;

/// <summary>The agreement of the tour: terms that the samples do not have. Figures for demonstration, never defaults.</summary>
internal static class TourAgreement
{
    public static object Content(string reference) => new
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
        units = new { heure = 60, demijournée = 240 },
        tariffBasis = "credited",
        settlementTariff = "65.00",
        carryCapMinutes = 180,
        compensationGroups = Array.Empty<string[]>(),
        natures = new Dictionary<string, object>
        {
            ["cours"] = new { coefficient = "3/2", tariff = "145.00" },
            ["td"] = new { coefficient = "1", tariff = "65.00" },
            ["supervision"] = new { coefficient = "1", tariff = "0.00", exchanged = false },
        },
        domains = new Dictionary<string, object> { ["formation-de-base"] = new { admittedFrom = "2022-09-01" } },
        coTeaching = "shared",
        silenceDays = 30,
        signatories = new[] { new { institution = "HETS", function = "Direction" }, new { institution = "HG", function = "Direction générale" } },
    };
}
