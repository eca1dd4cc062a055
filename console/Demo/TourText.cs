using System.Globalization;
using HourExchange.Client.Interventions;
using HourExchange.Client.Ledger;

namespace HourExchange.Console.Demo;

/// <summary>What the tour prints, in French as the samples are.</summary>
internal static class TourText
{
    public static void Title(string text)
    {
        System.Console.WriteLine();
        System.Console.WriteLine($"  {text}");
    }

    public static void Say(string text) => System.Console.WriteLine("    " + text);

    /// <summary>Where a line stands.</summary>
    public static void Show(InterventionView line, string words) =>
        Say($"{line.References[0].Reference,-7} révision {line.Revision} · {line.State,-9} · {words}");

    public static string Day(DateOnly date) => date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    public static void ShowTerms(TermsView terms) =>
        Say($"au {terms.On:yyyy-MM-dd} : version {terms.Version}, tarif de règlement {terms.Content.SettlementTariff}, natures {string.Join(", ", terms.Content.Natures.Keys)}");

    public static void ShowDeadlines(DeadlinesView answer)
    {
        var term = answer.Term;
        Say($"Séances de pilotage manquantes : {answer.SteeringMeetingsMissing}");
        Say($"Période {term.Number} du {Day(term.FirstDay)} au {Day(term.LastDay)}, {term.RenewalsElapsed} reconduction(s)");
        foreach (var deadline in answer.Deadlines)
        {
            Say($"{Day(deadline.DueOn)} · {Kind(deadline.Kind),-30} · {deadline.DaysLeft,4} jours{(deadline.Alert ? " · alerte" : "")}");
        }
    }

    public static void ShowBalances(BalanceView answer) =>
        Say("Soldes : " + string.Join(", ", answer.Balances.Select(one => $"{one.Institution} {Figures.Hours(one.Minutes)}")));

    /// <summary>What a draft would post, and what it would have paid.</summary>
    public static void ShowClosing(StatementContent content)
    {
        foreach (var row in content.Rows)
        {
            Say($"{PostingKind(row.Kind),-12} · {Figures.Hours(row.Minutes),5} · débit {row.Debit.Institution} {row.Debit.Year} · crédit {row.Credit.Institution} {row.Credit.Year}");
        }

        foreach (var line in content.Settlements)
        {
            Say($"{line.Payer} doit à {line.Payee} {Figures.Hours(line.Minutes)} à {line.Tariff} l'heure : {line.Amount} {line.Currency}");
        }
    }

    public static void ShowStatement(StatementView statement)
    {
        Say($"{"n°",3} {"type",-12} {"date",-10} {"a donné",-8} {"a reçu",-8} {"durée",6} {"solde",7}   (solde de HETS envers HG)");
        foreach (var line in statement.Lines)
        {
            var reversed = line.ReversedBy is { } number ? $"   extournée par n° {number}" : "";
            Say($"{line.Number,3} {PostingKind(line.Kind),-12} {Day(line.LineDate),-10} {line.Given,-8} {line.Received,-8} {Figures.Hours(line.Minutes),6} {Figures.Hours(line.Balance),7}{reversed}");
        }

        foreach (var signature in statement.Signatures)
        {
            Say($"signé par {signature.Institution} ({(signature.Signs == "root" ? "racine" : "décompte")})");
        }

        Say($"Empreinte {statement.Hash![..16]}… · racine {statement.Root![..16]}…");
    }

    private static string PostingKind(string kind) => kind switch
    {
        "reversal" => "extourne",
        "opening" => "ouverture",
        "adjustment" => "ajustement",
        "carry-forward" => "report",
        "settlement" => "règlement",
        _ => kind,
    };

    private static string Kind(string kind) => kind switch
    {
        "notice" => "dernier jour pour le préavis",
        "term-end" => "fin de la période",
        "agreement-end" => "fin de la convention",
        "action" => "action de l'échéancier",
        "consents" => "avenant en attente d'accord",
        _ => kind,
    };
}
