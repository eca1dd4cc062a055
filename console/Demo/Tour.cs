using System.Globalization;
using System.Text.Json;
using HourExchange.Contracts.Access;

namespace HourExchange.Console.Demo;

/// <summary>
/// What the samples do not show, in an agreement of its own: an amendment, requests, a series, a disputed line, corrections
/// and a cancellation after posting, committees, deadlines. Each run begins a new agreement: VISITE-1, VISITE-2, …
/// </summary>
internal sealed class Tour(Api api)
{
    private const string School = "HETS";
    private const string Agency = "HG";
    private const int AgreementsTried = 200;
    private static readonly string[] FurtherMondays = ["2025-08-25", "2025-09-01"];
    private static readonly string[] CoTeachers = ["HG-002"];

    private string _agreement = "";

    private string Agreement => $"agreements/{_agreement}";

    public static async Task Run(string keyFile, ServiceAddresses addresses)
    {
        using var api = new Api(keyFile, addresses);
        var tour = new Tour(api);
        await tour.Sign();
        await tour.Amend();
        await tour.RequestAndDeliver();
        await tour.EnterSeries();
        var line = await tour.Dispute();
        await tour.CorrectAfterPosting(line);
        await tour.CancelAfterPosting();
        await tour.Steer();
        await tour.ShowDeadlines();
        await tour.ShowBalance();
    }

    private async Task Sign()
    {
        JsonElement recorded = default;
        for (var number = 1; number <= AgreementsTried; number++)
        {
            _agreement = $"VISITE-{number}";
            recorded = await api.PostJson(School, Roles.Management, Url("agreements"), TourAgreement.Content(_agreement), allowed: "agreement-ref-taken");
            if (recorded.TryGetProperty("hash", out _))
            {
                break;
            }
        }

        Title($"Une convention : {_agreement}");
        await Consent(recorded.GetProperty("hash").GetString()!);
        Say($"{_agreement} est en vigueur depuis le 01.09.2022 : trois ans, tacite reconduction, préavis de 4 mois, silence de 30 jours.");
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
        await Consent(amendment.GetProperty("hash").GetString()!);
        Say("Chaque direction a consenti à son empreinte :");
        await ShowTerms("2025-08-31");
        await ShowTerms("2025-09-01");
    }

    private async Task RequestAndDeliver()
    {
        Title("Une demande, de l'accord à l'écriture");
        var line = await Register("DEM-1", "2025-10-06", "td", 2m, state: "requested");
        Show(line, "demandée par HETS");
        line = await Act(line, Agency, Roles.Approver, "approvals", new { });
        Show(line, "HG autorise son intervenant : ce n'est pas une clé");
        line = await Act(line, School, Roles.Registrar, "deliveries", new { quantity = 1.5m });
        Show(line, "donnée : une heure et demie au lieu de deux");
        await ConfirmAndShow(line);
        var declined = await Register("DEM-2", "2025-10-13", "cours", 2m, state: "requested");
        Show(await Act(declined, Agency, Roles.Approver, "declines", new { reason = "Pas de disponibilité ce jour-là" }), "refusée, avec un motif");
    }

    private async Task EnterSeries()
    {
        Title("Trois lundis à deux, à cheval sur deux années");
        var series = await api.PostJson(School, Roles.Registrar, Url("interventions"), new
        {
            agreement = _agreement,
            reference = "SERIE",
            date = "2025-08-18",
            dates = FurtherMondays,
            coTeachers = CoTeachers,
            lendingInstitution = Agency,
            receivingInstitution = School,
            contributor = "HG-001",
            domain = "formation-de-base",
            nature = "td",
            quantity = 1.25m,
            unit = "heure",
        });
        var ids = series.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("id").GetString()!).ToList();
        foreach (var id in ids)
        {
            var line = await Read(id);
            Say($"{Day(line, "date")} · {line.GetProperty("contributor").GetString()} · {Figures.Hours(line.GetProperty("taughtMinutes").GetInt64())}, part des 1:15 enseignées ensemble");
        }

        foreach (var side in new[] { School, Agency })
        {
            await api.PostJson(side, Roles.Approver, Url("interventions/confirmations"), new { ids });
        }

        foreach (var id in ids)
        {
            await AwaitPosting(id);
        }

        Say("Chaque ligne est une écriture de l'année de sa propre date.");
    }

    /// <returns>The line, posted.</returns>
    private async Task<JsonElement> Dispute()
    {
        Title("Une ligne contestée");
        var line = await Register("CONT-1", "2025-11-03", "jury", 4m);
        Show(line, "enregistrée par HETS");
        line = await Act(line, Agency, Roles.Approver, "disputes", new { reason = "Le jury a duré trois heures" });
        Show(line, "HG conteste");
        line = await Act(line, School, Roles.Approver, "disputes", new { reason = "Vérifié au procès-verbal : trois heures" });
        Show(line, "HETS répond dans le fil");
        line = await Act(line, School, Roles.Registrar, "corrections", new { reason = "Durée selon le procès-verbal", changes = new { quantity = 3 } });
        Show(line, "corrigée : nouvelle révision, les clés tombent");
        return await ConfirmAndShow(line);
    }

    private async Task CorrectAfterPosting(JsonElement line)
    {
        Title("Une correction après l'écriture");
        line = await Act(line, Agency, Roles.Registrar, "corrections", new { reason = "Une demi-heure de délibération en plus", changes = new { quantity = 3.5 } });
        Show(line, "l'écriture d'origine demeure jusqu'aux deux nouvelles clés");
        await ShowBalance();
        await ConfirmAndShow(line);
        await ShowBalance();
    }

    private async Task CancelAfterPosting()
    {
        Title("Une annulation après l'écriture");
        var line = await ConfirmAndShow(await Register("ANN-1", "2025-12-01", "td", 2m));
        line = await Act(line, School, Roles.Registrar, "cancellations", new { reason = "Saisie deux fois" });
        Show(line, "l'annulation demande les deux clés");
        await ConfirmAndShow(line);
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
        var answer = await api.Get(School, Roles.Management, Url($"{Agreement}/deadlines?on=2028-04-01"));
        var term = answer.GetProperty("term");
        Say($"Séances de pilotage manquantes : {answer.GetProperty("steeringMeetingsMissing")}");
        Say($"Période {term.GetProperty("number")} du {Day(term, "firstDay")} au {Day(term, "lastDay")}, {term.GetProperty("renewalsElapsed")} reconduction(s)");
        foreach (var deadline in answer.GetProperty("deadlines").EnumerateArray())
        {
            Say($"{Day(deadline, "dueOn")} · {Kind(deadline.GetProperty("kind").GetString()!),-30} · {deadline.GetProperty("daysLeft"),4} jours{(deadline.GetProperty("alert").GetBoolean() ? " · alerte" : "")}");
        }
    }

    private async Task ShowBalance()
    {
        var balance = await api.Get(School, Roles.Finance, $"{api.Addresses.Ledger}/api/v1/books/{_agreement}/balance?asOf=2026-08-31");
        Say("Soldes : " + string.Join(", ", balance.GetProperty("balances").EnumerateArray()
            .Select(one => $"{one.GetProperty("institution").GetString()} {Figures.Hours(one.GetProperty("minutes").GetInt64())}")));
    }

    private async Task ShowTerms(string on)
    {
        var terms = await api.Get(School, Roles.Finance, Url($"{Agreement}/terms?on={on}"));
        var content = terms.GetProperty("content");
        Say($"au {on} : version {terms.GetProperty("version")}, tarif de règlement {content.GetProperty("settlementTariff").GetString()}, natures {string.Join(", ", content.GetProperty("natures").EnumerateObject().Select(nature => nature.Name))}");
    }

    private async Task Consent(string hash)
    {
        foreach (var party in new[] { School, Agency })
        {
            await api.PostJson(party, Roles.Management, Url($"{Agreement}/consents"), new { hash });
        }
    }

    private Task<JsonElement> Register(string reference, string date, string nature, decimal quantity, string state = "delivered") =>
        api.PostJson(School, Roles.Registrar, Url("interventions"), new
        {
            agreement = _agreement,
            reference,
            date,
            lendingInstitution = Agency,
            receivingInstitution = School,
            contributor = "HG-001",
            domain = "formation-de-base",
            nature,
            quantity,
            unit = "heure",
            sourcing = "in-concertation",
            state,
        });

    private async Task<JsonElement> ConfirmAndShow(JsonElement line)
    {
        line = await Act(line, School, Roles.Approver, "confirmations", new { });
        line = await Act(line, Agency, Roles.Approver, "confirmations", new { });
        var posted = await AwaitPosting(line.GetProperty("id").GetString()!);
        Show(posted, $"deux clés, écriture n° {posted.GetProperty("postingNumber")}");
        return posted;
    }

    private async Task<JsonElement> AwaitPosting(string id)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            var line = await Read(id);
            if (line.GetProperty("postingNumber").ValueKind == JsonValueKind.Number)
            {
                return line;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        throw new DemoException($"The ledger has not answered for line {id}.");
    }

    private Task<JsonElement> Read(string id) => api.Get(School, Roles.Registrar, Url($"interventions/{id}"));

    private Task<JsonElement> Act(JsonElement line, string institution, string role, string act, object body) => api.PostJson(
        institution, role, Url($"interventions/{line.GetProperty("id").GetString()}/{act}"), body, ifMatch: $"\"{line.GetProperty("version")}\"");

    private string Url(string path) => $"{api.Addresses.Interventions}/api/v1/{path}";

    private static string Kind(string kind) => kind switch
    {
        "notice" => "dernier jour pour le préavis",
        "term-end" => "fin de la période",
        "agreement-end" => "fin de la convention",
        "action" => "action de l'échéancier",
        "consents" => "avenant en attente d'accord",
        _ => kind,
    };

    private static string Day(JsonElement element, string field) =>
        DateOnly.Parse(element.GetProperty(field).GetString()!, CultureInfo.InvariantCulture).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    private static void Show(JsonElement line, string words) =>
        Say($"{line.GetProperty("references")[0].GetProperty("reference").GetString(),-7} révision {line.GetProperty("revision")} · {line.GetProperty("state").GetString(),-9} · {words}");

    private static void Title(string text)
    {
        System.Console.WriteLine();
        System.Console.WriteLine($"  {text}");
    }

    private static void Say(string text) => System.Console.WriteLine("    " + text);
}
