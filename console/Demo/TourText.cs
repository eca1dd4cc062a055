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
