using System.Globalization;
using System.Text.Json;

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
    public static void Show(JsonElement line, string words) =>
        Say($"{line.GetProperty("references")[0].GetProperty("reference").GetString(),-7} révision {line.GetProperty("revision")} · {line.GetProperty("state").GetString(),-9} · {words}");

    public static string Day(JsonElement element, string field) =>
        DateOnly.Parse(element.GetProperty(field).GetString()!, CultureInfo.InvariantCulture).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    public static void ShowTerms(string on, JsonElement terms)
    {
        var content = terms.GetProperty("content");
        Say($"au {on} : version {terms.GetProperty("version")}, tarif de règlement {content.GetProperty("settlementTariff").GetString()}, natures {string.Join(", ", content.GetProperty("natures").EnumerateObject().Select(nature => nature.Name))}");
    }

    public static void ShowDeadlines(JsonElement answer)
    {
        var term = answer.GetProperty("term");
        Say($"Séances de pilotage manquantes : {answer.GetProperty("steeringMeetingsMissing")}");
        Say($"Période {term.GetProperty("number")} du {Day(term, "firstDay")} au {Day(term, "lastDay")}, {term.GetProperty("renewalsElapsed")} reconduction(s)");
        foreach (var deadline in answer.GetProperty("deadlines").EnumerateArray())
        {
            Say($"{Day(deadline, "dueOn")} · {Kind(deadline.GetProperty("kind").GetString()!),-30} · {deadline.GetProperty("daysLeft"),4} jours{(deadline.GetProperty("alert").GetBoolean() ? " · alerte" : "")}");
        }
    }

    public static void ShowBalances(JsonElement answer) => Say("Soldes : " + string.Join(", ", answer.GetProperty("balances").EnumerateArray()
        .Select(one => $"{one.GetProperty("institution").GetString()} {Figures.Hours(one.GetProperty("minutes").GetInt64())}")));

    /// <summary>What a draft would post, and what it would have paid.</summary>
    public static void ShowClosing(JsonElement content)
    {
        foreach (var row in content.GetProperty("rows").EnumerateArray())
        {
            Say($"{PostingKind(row.GetProperty("kind").GetString()!),-12} · {Figures.Hours(row.GetProperty("minutes").GetInt64()),5} · débit {AccountOf(row, "debit")} · crédit {AccountOf(row, "credit")}");
        }

        foreach (var line in content.GetProperty("settlements").EnumerateArray())
        {
            Say($"{line.GetProperty("payer").GetString()} doit à {line.GetProperty("payee").GetString()} {Figures.Hours(line.GetProperty("minutes").GetInt64())} à {line.GetProperty("tariff")} l'heure : {line.GetProperty("amount")} {line.GetProperty("currency").GetString()}");
        }
    }

    public static void ShowStatement(JsonElement statement)
    {
        Say($"{"n°",3} {"type",-12} {"date",-10} {"a donné",-8} {"a reçu",-8} {"durée",6} {"solde",7}   (solde de HETS envers HG)");
        foreach (var line in statement.GetProperty("lines").EnumerateArray())
        {
            var reversed = line.GetProperty("reversedBy").ValueKind == JsonValueKind.Number ? $"   extournée par n° {line.GetProperty("reversedBy")}" : "";
            Say($"{line.GetProperty("number"),3} {PostingKind(line.GetProperty("kind").GetString()!),-12} {Day(line, "lineDate"),-10} {line.GetProperty("given").GetString(),-8} {line.GetProperty("received").GetString(),-8} {Figures.Hours(line.GetProperty("minutes").GetInt64()),6} {Figures.Hours(line.GetProperty("balance").GetInt64()),7}{reversed}");
        }

        foreach (var signature in statement.GetProperty("signatures").EnumerateArray())
        {
            Say($"signé par {signature.GetProperty("institution").GetString()} ({(signature.GetProperty("signs").GetString() == "root" ? "racine" : "décompte")})");
        }

        Say($"Empreinte {statement.GetProperty("hash").GetString()![..16]}… · racine {statement.GetProperty("root").GetString()![..16]}…");
    }

    private static string AccountOf(JsonElement row, string side) =>
        $"{row.GetProperty(side).GetProperty("institution").GetString()} {row.GetProperty(side).GetProperty("year").GetString()}";

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
