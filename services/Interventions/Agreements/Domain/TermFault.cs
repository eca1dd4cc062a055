using System.Text.Json.Serialization;
using HourExchange.Plumbing;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>What is wrong with the terms of an agreement.</summary>
public sealed record TermFault(string Code, [property: JsonIgnore] Sentence Sentence)
{
    /// <summary>As many as are told of one agreement.</summary>
    private const int Limit = 50;

    /// <summary>Stable.</summary>
    public string Code { get; init; } = Code;

    /// <summary>The fault in words, in English.</summary>
    public string Message => Sentence.Text;

    /// <summary>The values in the message, by name. Absent where it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Values => Sentence.Values;

    /// <returns>The refusal of the first fault, with all beside it, so that whoever mends the terms mends them once; null where there is none.</returns>
    public static Refusal? Refuse(IEnumerable<Refusal> faults)
    {
        var found = faults.Take(Limit).ToList();
        return found.Count == 0 ? null : found[0] with { Extensions = new Dictionary<string, object?> { ["faults"] = found.ConvertAll(fault => new TermFault(fault.Code, fault.Message)) } };
    }
}
