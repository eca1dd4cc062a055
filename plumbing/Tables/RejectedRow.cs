using System.Text.Json.Serialization;

namespace HourExchange.Plumbing.Tables;

/// <summary>A row that cannot be taken, and why.</summary>
public sealed record RejectedRow(int Row, string Column, string Code, [property: JsonIgnore] Sentence Sentence)
{
    private const int ValueLimit = 80;

    /// <summary>An answer lists so many faults and says how many there are: nobody mends a hundred thousand one by one.</summary>
    public const int ListLimit = 1_000;

    /// <summary>As the spreadsheet numbers it: the header of a text file is row 1.</summary>
    public int Row { get; init; } = Row;

    /// <summary>Name of the column in the file.</summary>
    public string Column { get; init; } = Column;

    /// <summary>Stable.</summary>
    public string Code { get; init; } = Code;

    /// <summary>The fault in words, in English.</summary>
    public string Message => Sentence.Text;

    /// <summary>What stands in the cell, its first 80 characters; null where nothing stands there, or the fault is of no cell.</summary>
    public string? Value { get; init => field = value is { Length: > ValueLimit } ? value[..ValueLimit] : value; }

    /// <summary>The values in the message, by name: of code and values any language makes its own sentence. Absent where it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Values => Sentence.Values;

    /// <summary>How many rows have a fault; one has several, where several of its cells do.</summary>
    public static int CountRows(IEnumerable<RejectedRow> rejected) => rejected.Select(row => row.Row).Distinct().Count();

    /// <summary>Nothing is kept of the whole file; <c>rejected</c> says why, up to <see cref="ListLimit"/> faults of the <c>faults</c> that there are.</summary>
    /// <param name="more">Other members of the answer, before.</param>
    public static Refusal Refuse(string code, Sentence message, IReadOnlyList<RejectedRow> rejected, params (string Name, object? Value)[] more) =>
        Refusal.Invalid(code, message) with { Extensions = more.Append(("faults", rejected.Count)).Append(("rejected", rejected.Take(ListLimit).ToList())).ToDictionary(member => member.Item1, member => member.Item2) };
}
