using System.Text.Json;
using HourExchange.Client;
using HourExchange.Client.Interventions;
using HourExchange.Portal.Pages;
using HourExchange.Words;

namespace HourExchange.Portal.Interventions.Importing;

/// <summary>What is wrong with rows of a list, in the reader's language.</summary>
public static class RowFaults
{
    public static string Sentence(RejectedRow fault, string language) => RefusalWording.Of(language).Sentence(fault.Code, ValuesOf(fault));

    /// <summary>Of a file that was refused as a whole: each of its faults, or the one reason.</summary>
    public static List<string> Of(ProblemDetails problem, string language) =>
        problem.More?.TryGetValue("rejected", out var rows) == true && rows.ValueKind == JsonValueKind.Array && rows.GetArrayLength() > 0
            ? [.. rows.EnumerateArray().Take(10).Select(row => ColumnOf(row, language) + RefusalWording.Of(language).Sentence(row.GetProperty("code").GetString() ?? "", Faults.ValuesOf(row)))]
            : [Faults.Sentence(language, problem)];

    private static string ColumnOf(JsonElement row, string language) =>
        row.TryGetProperty("column", out var column) && column.ValueKind == JsonValueKind.String && column.GetString() is { Length: > 0 } name ? $"{name}{Wording.Of("Portal", language)["Colon"]}" : "";

    private static Dictionary<string, string>? ValuesOf(RejectedRow fault) =>
        fault.Values is { } values ? new Dictionary<string, string>(values) : null;
}
