using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Lines.Registering;

/// <summary>What became of one line: registered, known already, known with other content and so proposed as a change, or not acceptable.</summary>
internal sealed record RegistrationOutcome(Guid? Id, bool IsDuplicate, IReadOnlyList<LineFault> Faults, bool IsProposed = false)
{
    /// <summary>The line that begins; null where none does.</summary>
    public Line? New { get; init; }
}
