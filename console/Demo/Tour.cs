using System.Text.Json;
using HourExchange.Contracts.Access;
using static HourExchange.Console.Demo.TourText;

namespace HourExchange.Console.Demo;

/// <summary>
/// What the samples do not show, in an agreement of its own: an amendment, requests, a series, a disputed line, corrections
/// and a cancellation after posting, committees, deadlines, a year closed. Each run begins a new agreement: VISITE-1, VISITE-2, …
/// </summary>
internal sealed class Tour(Api api, string agreement)
{
    private const string School = TourLines.School;
    private const string Agency = TourLines.Agency;
    private static readonly string[] FurtherMondays = ["2025-08-25", "2025-09-01"];
    private static readonly string[] CoTeachers = ["HG-002"];

    private readonly TourLines _lines = new(api, agreement);

    private string Agreement => $"agreements/{agreement}";

    public static async Task Run(string keyFile, ServiceAddresses addresses)
    {
        using var api = new Api(keyFile, addresses);
        var (agreement, hash) = await TourAgreement.Record(api);
        var tour = new Tour(api, agreement);
        await tour.Sign(hash);
        await tour.Amend();
        await tour.RequestAndDeliver();
        await tour.EnterSeries();
        var line = await tour.Dispute();
        await tour.CorrectAfterPosting(line);
        await tour.CancelAfterPosting();
        await tour.Steer();
        await tour.ShowDeadlines();
        await tour.ShowBalance();
        await new TourYearEnd(api, agreement).CloseFirstYear();
    }

    private async Task Sign(string hash)
    {
        Title($"Une convention : {agreement}");
        await TourAgreement.Consent(api, agreement, hash);
        Say($"{agreement} est en vigueur depuis le 01.09.2022 : trois ans, tacite reconduction, préavis de 4 mois, silence de 30 jours.");
    }

    private async Task Amend()
    {
        Title("Un avenant");
        var amendment = await api.PostJson(Agency, Roles.Management, Url($"{Agreement}/amendments"), new
        {
            kind = "amendment",
            reference = "Avenant 1",
            effectiveFrom = "2025-09-01",
            changes = new { settlementTariff = "70.00", natures = new { jury = new { coefficient = "1", tariff = "65.00" } } },
        });
        Say("Avenant 1, au 01.09.2025 : tarif de règlement 70.00, nature « jury ». Sans l'accord de tous il ne vaut pas encore :");
        await ShowTerms("2025-09-01");
        await TourAgreement.Consent(api, agreement, amendment.GetProperty("hash").GetString()!);
        Say("Chaque direction a consenti à son empreinte :");
        await ShowTerms("2025-08-31");
        await ShowTerms("2025-09-01");
    }

    private async Task RequestAndDeliver()
    {
        Title("Une demande, de l'accord à l'écriture");
        var line = await _lines.Register("DEM-1", "2025-10-06", "td", 2m, state: "requested");
        Show(line, "demandée par HETS");
        line = await _lines.Act(line, Agency, Roles.Approver, "approvals", new { });
        Show(line, "HG autorise son intervenant : ce n'est pas une clé");
        line = await _lines.Act(line, School, Roles.Registrar, "deliveries", new { quantity = 1.5m });
        Show(line, "donnée : une heure et demie au lieu de deux");
        await _lines.ConfirmAndShow(line);
        var declined = await _lines.Register("DEM-2", "2025-10-13", "cours", 2m, state: "requested");
        Show(await _lines.Act(declined, Agency, Roles.Approver, "declines", new { reason = "Pas de disponibilité ce jour-là" }), "refusée, avec un motif");
    }

    private async Task EnterSeries()
    {
        Title("Trois lundis à deux, à cheval sur deux années");
        var ids = await _lines.RegisterSeries("SERIE", "2025-08-18", FurtherMondays, CoTeachers, 1.25m);
        foreach (var id in ids)
        {
            var line = await _lines.Read(id);
            Say($"{Day(line, "date")} · {line.GetProperty("contributor").GetString()} · {Figures.Hours(line.GetProperty("taughtMinutes").GetInt64())}, part des 1:15 enseignées ensemble");
        }

        await _lines.ConfirmTogether(ids);
        Say("Chaque ligne est une écriture de l'année de sa propre date.");
    }

    /// <returns>The line, posted.</returns>
    private async Task<JsonElement> Dispute()
    {
        Title("Une ligne contestée");
        var line = await _lines.Register("CONT-1", "2025-11-03", "jury", 4m);
        Show(line, "enregistrée par HETS");
        line = await _lines.Act(line, Agency, Roles.Approver, "disputes", new { reason = "Le jury a duré trois heures" });
        Show(line, "HG conteste");
        line = await _lines.Act(line, School, Roles.Approver, "disputes", new { reason = "Vérifié au procès-verbal : trois heures" });
        Show(line, "HETS répond dans le fil");
        line = await _lines.Act(line, School, Roles.Registrar, "corrections", new { reason = "Durée selon le procès-verbal", changes = new { quantity = 3 } });
        Show(line, "corrigée : nouvelle révision, les clés tombent");
        return await _lines.ConfirmAndShow(line);
    }

    private async Task CorrectAfterPosting(JsonElement line)
    {
        Title("Une correction après l'écriture");
        line = await _lines.Act(line, Agency, Roles.Registrar, "corrections", new { reason = "Une demi-heure de délibération en plus", changes = new { quantity = 3.5 } });
        Show(line, "l'écriture d'origine demeure jusqu'aux deux nouvelles clés");
        await ShowBalance();
        await _lines.ConfirmAndShow(line);
        await ShowBalance();
    }

    private async Task CancelAfterPosting()
    {
        Title("Une annulation après l'écriture");
        var line = await _lines.ConfirmAndShow(await _lines.Register("ANN-1", "2025-12-01", "td", 2m));
        line = await _lines.Act(line, School, Roles.Registrar, "cancellations", new { reason = "Saisie deux fois" });
        Show(line, "l'annulation demande les deux clés");
        await _lines.ConfirmAndShow(line);
    }

    private async Task Steer()
    {
        Title("Le pilotage");
        await api.PostJson(School, Roles.Management, Url($"{Agreement}/committees"), new
        {
            kind = "steering",
            name = "Comité de pilotage",
            seats = new[] { new { institution = School, seats = 2, role = "direction" }, new { institution = Agency, seats = 2, role = "direction" } },
            members = new[] { new { institution = School, code = "HETS-DIR" }, new { institution = Agency, code = "HG-DIR" } },
        });
        await api.PostJson(School, Roles.Management, Url($"{Agreement}/actions"), new { text = "Fixer la tarification de la formation continue", responsible = Agency, dueOn = "2026-03-31" });
        await api.PostJson(School, Roles.Registrar, Url($"{Agreement}/placements"), new { year = "2025-2026", institution = Agency, kind = "FEE", places = 25 });
        var committees = await api.Get(Agency, Roles.Auditor, Url($"{Agreement}/committees?on=2026-02-01"));
        Say($"Comité de pilotage de 4 sièges ; séances manquantes de l'année {committees.GetProperty("year").GetString()} : {committees.GetProperty("steeringMeetingsMissing")} ; une action au 31.03.2026 ; 25 places FEE.");
    }

    private async Task ShowDeadlines()
    {
        Title("Les échéances au 01.04.2028");
        TourText.ShowDeadlines(await api.Get(School, Roles.Management, Url($"{Agreement}/deadlines?on=2028-04-01")));
    }

    private async Task ShowBalance() => ShowBalances(
        await api.Get(School, Roles.Finance, $"{api.Addresses.Ledger}/api/v1/books/{agreement}/balance?asOf=2026-08-31"));

    private async Task ShowTerms(string on) => TourText.ShowTerms(on, await api.Get(School, Roles.Finance, Url($"{Agreement}/terms?on={on}")));

    private string Url(string path) => $"{api.Addresses.Interventions}/api/v1/{path}";
}
