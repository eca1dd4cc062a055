using HourExchange.Client.Ledger;
using HourExchange.Contracts.Access;
using static HourExchange.Console.Demo.TourText;

namespace HourExchange.Console.Demo;

/// <summary>The tour closes its agreement's first year: the figures by which the rules are explained (docs/worked-example.md).</summary>
internal sealed class TourYearEnd(Api api, SavedSheets sheets, string agreement)
{
    private const string Year = "2022-2023";
    private const string School = TourLines.School;
    private const string Agency = TourLines.Agency;

    /// <summary>Who drafts does not sign.</summary>
    private const string Drafter = "HETS-finance-1";

    private readonly TourLines _lines = new(api, agreement);

    public async Task CloseFirstYear()
    {
        await ExchangeAndCancel();
        var draft = await Draft();
        await SignAndClose(draft.Hash);
        await ShowStatement();
        using var reader = api.LedgerFiles(Agency, Roles.Auditor);
        await sheets.Save(reader, $"api/v1/books/{agreement}/statement?year={Year}", $"decompte-{agreement}-{Year}");
        await Pay();
        await ShowBalance(new(2023, 8, 31));
        await ShowBalance(new(2023, 9, 1));
    }

    private async Task ExchangeAndCancel()
    {
        Title($"La première année, {Year}");
        await _lines.ConfirmAndShow(await _lines.Register("AN-1", new(2022, 10, 3), "cours", 3m));
        await _lines.ConfirmAndShow(await _lines.Register("AN-2", new(2022, 11, 7), "accompagnement", 2m, unit: "période"));
        var line = await _lines.ConfirmAndShow(await _lines.Register("AN-3", new(2023, 1, 16), "td", 2m));
        await _lines.ConfirmAndShow(await _lines.Register("AN-4", new(2023, 3, 6), "td", 2m, lender: School, unit: "période"));
        line = await _lines.Act(line, School, Roles.Registrar, (http, id, read) => http.CancelInterventionAsync(id, read, new() { Reason = "N'a pas eu lieu" }));
        await _lines.ConfirmAndShow(line);
        await ShowBalance(new(2023, 8, 31));
    }

    private async Task<DraftedStatement> Draft()
    {
        Title("Le décompte est établi");
        var draft = (await api.Ledger(School, Roles.Finance, Drafter).DraftStatementAsync(agreement, Year, new())).Result;
        Say("Toutes les lignes confirmées sont écrites ; le solde dépasse le plafond de 3:00 :");
        ShowClosing(draft.Content);
        return draft;
    }

    private async Task SignAndClose(string hash)
    {
        await SignByAll(hash);
        Say("Les finances de chaque partie ont signé son empreinte, par une autre personne que celle qui l'a établi.");
        var closed = (await api.Ledger(Agency, Roles.Finance).CloseYearAsync(agreement, Year)).Result;
        await SignByAll(closed.Root);
        Say($"Clôture : décompte n° {closed.Number}, édition {closed.Edition}, racine de l'année contresignée par toutes.");
    }

    private async Task ShowStatement()
    {
        Title($"Le décompte {Year}");
        TourText.ShowStatement((await api.Ledger(Agency, Roles.Auditor).GetStatementAsync(agreement, Year)).Result);
    }

    private async Task Pay()
    {
        var settlement = (await api.Ledger(School, Roles.Finance).RecordPaymentAsync(
            agreement, Year, new() { PaidOn = new(2023, 10, 16), Reference = $"Règlement {Year}" })).Result;
        Say($"{settlement.Payer} a payé {settlement.Amount} {settlement.Currency} le {Day(settlement.PaidOn!.Value)}.");
    }

    private async Task SignByAll(string hash)
    {
        foreach (var party in new[] { School, Agency })
        {
            await api.Ledger(party, Roles.Finance).SignStatementAsync(agreement, Year, new() { Hash = hash });
        }
    }

    private async Task ShowBalance(DateOnly asOf)
    {
        Say($"au {asOf:yyyy-MM-dd} :");
        ShowBalances((await api.Ledger(School, Roles.Finance).GetBalanceAsync(agreement, asOf)).Result);
    }
}
