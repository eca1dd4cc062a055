using System.Text.Json;
using HourExchange.Client;
using HourExchange.Client.Interventions;
using HourExchange.Portal.Pages;
using HourExchange.Words;
using HourExchange.Words.Lists;

namespace HourExchange.Portal.Interventions.Importing;

/// <summary>What is wrong with rows of a list, in the reader's language.</summary>
public static class RowFaults
{
    /// <summary>What stands in a cell of a row with faults, as it was written; null where the list has no such column.</summary>
    public static string? Cell(ImportRow row, ListColumn column) =>
        row.Cells is { } cells && cells.TryGetValue(JsonNamingPolicy.CamelCase.ConvertName(column.ToString()), out var text) ? text : null;

    /// <summary>Whether a cell of a row cannot be taken.</summary>
    public static bool IsFaulty(ImportRow row, ListColumn column) => row.Faults.Any(fault => ColumnNames.Find(fault.Column) == column);

    /// <summary>Whether the sentence says what stands in the cell; else it is said before it.</summary>
    public static bool IsToldWithValue(RejectedRow fault) => fault is { Value: { } value, Values: { } values } && values.Values.Contains(value);

    public static string Sentence(RejectedRow fault, string language) => RefusalWording.Of(language).Sentence(fault.Code, ValuesOf(fault));

    /// <summary>Of a file that was refused as a whole: each of its faults, or the one reason.</summary>
    public static List<string> Of(ProblemDetails problem, string language) =>
        problem.More?.TryGetValue("rejected", out var rows) == true && rows.ValueKind == JsonValueKind.Array && rows.GetArrayLength() > 0
            ? [.. rows.EnumerateArray().Take(10).Select(row => PlaceOf(row, language) + RefusalWording.Of(language).Sentence(row.GetProperty("code").GetString() ?? "", Faults.ValuesOf(row)))]
            : [Faults.Sentence(language, problem)];

    /// <summary>Which cell, and what stands there. A fault of the header has no row that matters.</summary>
    private static string PlaceOf(JsonElement row, string language)
    {
        if (Text(row, "column") is not { Length: > 0 } column)
        {
            return "";
        }

        var words = Wording.Of("Portal", language);
        var place = row.TryGetProperty("row", out var number) && number.TryGetInt32(out var at) && at > 1 ? words.Format("Import.faultAt", at, column) : column;
        return $"{place}{(Text(row, "value") is { Length: > 0 } value ? words.Format("Import.quoted", value) : "")}{words["Colon"]}";
    }

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Dictionary<string, string>? ValuesOf(RejectedRow fault) =>
        fault.Values is { } values ? new Dictionary<string, string>(values) : null;
}
