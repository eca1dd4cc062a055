using System.Text.Json.Serialization;
using HourExchange.Plumbing;

namespace HourExchange.Interventions.Lines.Domain;

/// <summary>What is wrong with a line, and in which of its fields.</summary>
public sealed record LineFault(string Field, string Code, [property: JsonIgnore] Sentence Sentence)
{
    /// <summary>Name of the <see cref="LineContent"/> property, in camelCase.</summary>
    public string Field { get; init; } = Field;

    /// <summary>Stable.</summary>
    public string Code { get; init; } = Code;

    /// <summary>The fault in words, in English.</summary>
    public string Message => Sentence.Text;

    /// <summary>The values in the message, by name: of code and values any language makes its own sentence. Absent where it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Values => Sentence.Values;

    /// <summary>The refusal of a line: the first fault's code, and all faults beside it.</summary>
    public static Refusal Refuse(IReadOnlyList<LineFault> faults) => Refusal.Invalid(faults[0].Code, faults[0].Sentence) with
    {
        Extensions = new Dictionary<string, object?> { ["field"] = faults[0].Field, ["faults"] = faults },
    };
}
