using HourExchange.Client.Interventions;
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
    private static readonly DateOnly[] FurtherMondays = [new(2025, 8, 25), new(2025, 9, 1)];
    private static readonly string[] CoTeachers = ["HG-002"];

    private readonly TourLines _lines = new(api, agreement);

    public static async Task Run(string keyFile, ServiceAddresses addresses)
    {
        using var api = new Api(new DevelopmentCallers(keyFile), addresses);
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
        await new TourYearEnd(api, SavedSheets.Beside(keyFile), agreement).CloseFirstYear();
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
        var amendment = await api.Interventions(Agency, Roles.Management).RecordAmendmentAsync(agreement, new()
        {
            Kind = "amendment",
            Reference = "Avenant 1",
            EffectiveFrom = new(2025, 9, 1),
            Changes = new { settlementTariff = "70.00", natures = new { jury = new { coefficient = "1", tariff = "65.00" } }, labels = new { natures = new { jury = new { fr = "Jury", de = "Jury", en = "Jury" } } } },
        });
        Say("Avenant 1, au 01.09.2025 : tarif de règlement 70.00, nature « jury ». Sans l'accord de tous il ne vaut pas encore :");
        await ShowTerms(new(2025, 9, 1));
        await TourAgreement.Consent(api, agreement, amendment.Result.Hash);
        Say("Chaque direction a consenti à son empreinte :");
        await ShowTerms(new(2025, 8, 31));
        await ShowTerms(new(2025, 9, 1));
    }

    private async Task RequestAndDeliver()
    {
        Title("Une demande, de l'accord à l'écriture");
        var line = await _lines.Register("DEM-1", new(2025, 10, 6), "td", 2m, state: "requested");
        Show(line, "demandée par HETS");
        line = await _lines.Act(line, Agency, Roles.Approver, (http, id, read) => http.ApproveInterventionAsync(id, read));
        Show(line, "HG autorise son intervenant : ce n'est pas une clé");
        line = await _lines.Act(line, School, Roles.Registrar, (http, id, read) => http.DeliverInterventionAsync(id, read, new() { Quantity = 1.5m }));
        Show(line, "donnée : une heure et demie au lieu de deux");
        await _lines.ConfirmAndShow(line);
        var declined = await _lines.Register("DEM-2", new(2025, 10, 13), "cours", 2m, state: "requested");
        Show(await _lines.Act(declined, Agency, Roles.Approver, (http, id, read) => http.DeclineInterventionAsync(id, read, new() { Reason = "Pas de disponibilité ce jour-là" })), "refusée, avec un motif");
    }

    private async Task EnterSeries()
    {
        Title("Trois lundis à deux, à cheval sur deux années");
        var ids = await _lines.RegisterSeries("SERIE", new(2025, 8, 18), FurtherMondays, CoTeachers, 1.25m);
        foreach (var id in ids)
        {
            var line = await _lines.Read(id);
            Say($"{Day(line.Date)} · {line.Contributor} · {Figures.Hours(line.TaughtMinutes)}, part des 1:15 enseignées ensemble");
        }

        await _lines.ConfirmTogether(ids);
        Say("Chaque ligne est une écriture de l'année de sa propre date.");
    }

    /// <returns>The line, posted.</returns>
    private async Task<InterventionView> Dispute()
    {
        Title("Une ligne contestée");
        var line = await _lines.Register("CONT-1", new(2025, 11, 3), "jury", 4m);
        Show(line, "enregistrée par HETS");
        line = await _lines.Act(line, Agency, Roles.Approver, (http, id, read) => http.DisputeInterventionAsync(id, read, new() { Reason = "Le jury a duré trois heures" }));
        Show(line, "HG conteste");
        line = await _lines.Act(line, School, Roles.Approver, (http, id, read) => http.DisputeInterventionAsync(id, read, new() { Reason = "Vérifié au procès-verbal : trois heures" }));
        Show(line, "HETS répond dans le fil");
        line = await _lines.Act(line, School, Roles.Registrar, (http, id, read) => http.CorrectInterventionAsync(
            id, read, new() { Reason = "Durée selon le procès-verbal", Changes = new() { Quantity = 3m } }));
        Show(line, "corrigée : nouvelle révision, les clés tombent");
        return await _lines.ConfirmAndShow(line);
    }

    private async Task CorrectAfterPosting(InterventionView line)
    {
        Title("Une correction après l'écriture");
        line = await _lines.Act(line, Agency, Roles.Registrar, (http, id, read) => http.CorrectInterventionAsync(
            id, read, new() { Reason = "Une demi-heure de délibération en plus", Changes = new() { Quantity = 3.5m } }));
        Show(line, "l'écriture d'origine demeure jusqu'aux deux nouvelles clés");
        await ShowBalance();
        await _lines.ConfirmAndShow(line);
        await ShowBalance();
    }

    private async Task CancelAfterPosting()
    {
        Title("Une annulation après l'écriture");
        var line = await _lines.ConfirmAndShow(await _lines.Register("ANN-1", new(2025, 12, 1), "td", 2m));
        line = await _lines.Act(line, School, Roles.Registrar, (http, id, read) => http.CancelInterventionAsync(id, read, new() { Reason = "Saisie deux fois" }));
        Show(line, "l'annulation demande les deux clés");
        await _lines.ConfirmAndShow(line);
    }

    private async Task Steer()
    {
        Title("Le pilotage");
        var school = api.Interventions(School, Roles.Management);
        await school.FormCommitteeAsync(agreement, new()
        {
            Kind = "steering",
            Name = "Comité de pilotage",
            Seats = [new() { Institution = School, Seats = 2, Role = "direction" }, new() { Institution = Agency, Seats = 2, Role = "direction" }],
            Members = [new() { Institution = School, Code = "HETS-DIR" }, new() { Institution = Agency, Code = "HG-DIR" }],
        });
        await school.PlanActionAsync(agreement, new() { Text = "Fixer la tarification de la formation continue", Responsible = Agency, DueOn = new(2026, 3, 31) });
        await api.Interventions(School, Roles.Registrar).CountPlacementsAsync(agreement, new() { Year = "2025-2026", Institution = Agency, Kind = "FEE", Places = 25 });
        var committees = (await api.Interventions(Agency, Roles.Auditor).ListCommitteesAsync(agreement, new DateOnly(2026, 2, 1))).Result;
        Say($"Comité de pilotage de 4 sièges ; séances manquantes de l'année {committees.Year} : {committees.SteeringMeetingsMissing} ; une action au 31.03.2026 ; 25 places FEE.");
    }

    private async Task ShowDeadlines()
    {
        Title("Les échéances au 01.04.2028");
        TourText.ShowDeadlines((await api.Interventions(School, Roles.Management).GetDeadlinesAsync(agreement, new(2028, 4, 1))).Result);
    }

    private async Task ShowBalance() => ShowBalances((await api.Ledger(School, Roles.Finance).GetBalanceAsync(agreement, new(2026, 8, 31))).Result);

    private async Task ShowTerms(DateOnly on) => TourText.ShowTerms((await api.Interventions(School, Roles.Finance).GetTermsAsync(agreement, on)).Result);
}
