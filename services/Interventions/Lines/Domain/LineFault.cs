using HourExchange.Plumbing;

namespace HourExchange.Interventions.Lines.Domain;

/// <summary>What is wrong with a line, and in which of its fields.</summary>
/// <param name="Field">Name of the <see cref="LineContent"/> property, in camelCase.</param>
public sealed record LineFault(string Field, string Code, string Message)
{
    /// <summary>The refusal of a line: the first fault's code, and all faults beside it.</summary>
    public static Refusal Refuse(IReadOnlyList<LineFault> faults) => Refusal.Invalid(faults[0].Code, faults[0].Message) with
    {
        Extensions = new Dictionary<string, object?> { ["field"] = faults[0].Field, ["faults"] = faults },
    };
}
