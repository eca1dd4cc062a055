using System.Text.Json;
using HourExchange.Contracts.Access;
using static HourExchange.Console.Demo.TourText;

namespace HourExchange.Console.Demo;

/// <summary>The tour closes its agreement's first year: the figures by which the rules are explained (docs/worked-example.md).</summary>
internal sealed class TourYearEnd(Api api, string agreement)
{
    private const string Year = "2022-2023";
    private const string School = TourLines.School;
    private const string Agency = TourLines.Agency;

    /// <summary>Who drafts does not sign.</summary>
    private const string Drafter = "HETS-finance-1";

    private readonly TourLines _lines = new(api, agreement);

    private string Book => $"{api.Addresses.Ledger}/api/v1/books/{agreement}";

    public async Task CloseFirstYear()
    {
        await ExchangeAndCancel();
        var draft = await Draft();
        await SignAndClose(draft.GetProperty("hash").GetString()!);
        await ShowStatement();
        await Pay();
        await ShowBalance("2023-08-31");
        await ShowBalance("2023-09-01");
    }

    private async Task ExchangeAndCancel()
    {
        Title($"La première année, {Year}");
        await _lines.ConfirmAndShow(await _lines.Register("AN-1", "2022-10-03", "cours", 3m));
        await _lines.ConfirmAndShow(await _lines.Register("AN-2", "2022-11-07", "accompagnement", 2m, unit: "période"));
        var line = await _lines.ConfirmAndShow(await _lines.Register("AN-3", "2023-01-16", "td", 2m));
        await _lines.ConfirmAndShow(await _lines.Register("AN-4", "2023-03-06", "td", 2m, lender: School, unit: "période"));
        line = await _lines.Act(line, School, Roles.Registrar, "cancellations", new { reason = "N'a pas eu lieu" });
        await _lines.ConfirmAndShow(line);
        await ShowBalance("2023-08-31");
    }

    private async Task<JsonElement> Draft()
    {
        Title("Le décompte est établi");
        var draft = await api.PostJson(School, Roles.Finance, $"{Book}/years/{Year}/statement", new { }, subject: Drafter);
        Say("Toutes les lignes confirmées sont écrites ; le solde dépasse le plafond de 3:00 :");
        ShowClosing(draft.GetProperty("content"));
        return draft;
    }

    private async Task SignAndClose(string hash)
    {
        await SignByAll(hash);
        Say("Les finances de chaque partie ont signé son empreinte, par une autre personne que celle qui l'a établi.");
        var closed = await api.PostJson(Agency, Roles.Finance, $"{Book}/years/{Year}/closing", new { });
        await SignByAll(closed.GetProperty("root").GetString()!);
        Say($"Clôture : décompte n° {closed.GetProperty("number")}, édition {closed.GetProperty("edition")}, racine de l'année contresignée par toutes.");
    }

    private async Task ShowStatement()
    {
        Title($"Le décompte {Year}");
        TourText.ShowStatement(await api.Get(Agency, Roles.Auditor, $"{Book}/statement?year={Year}"));
    }

    private async Task Pay()
    {
        var settlement = await api.PostJson(School, Roles.Finance, $"{Book}/years/{Year}/settlement", new { paidOn = "2023-10-16", reference = $"Règlement {Year}" });
        Say($"{settlement.GetProperty("payer").GetString()} a payé {settlement.GetProperty("amount")} {settlement.GetProperty("currency").GetString()} le {Day(settlement, "paidOn")}.");
    }

    private async Task SignByAll(string hash)
    {
        foreach (var party in new[] { School, Agency })
        {
            await api.PostJson(party, Roles.Finance, $"{Book}/years/{Year}/signatures", new { hash });
        }
    }

    private async Task ShowBalance(string asOf)
    {
        Say($"au {asOf} :");
        ShowBalances(await api.Get(School, Roles.Finance, $"{Book}/balance?asOf={asOf}"));
    }
}
