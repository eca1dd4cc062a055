using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Lines.Registering;

/// <summary>
/// What became of one line: registered, known already, known with other content and so proposed as a change, known as cancelled, or
/// not acceptable.
/// </summary>
internal sealed record RegistrationOutcome(Guid? Id, bool IsDuplicate, IReadOnlyList<LineFault> Faults, bool IsProposed = false, bool IsCancelled = false)
{
    /// <summary>The line that begins; null where none does.</summary>
    public Line? New { get; init; }

    /// <summary>The line as it is known; null where it is not.</summary>
    public KnownLine? Known { get; init; }

    /// <summary>The known line as it would be once the proposed change is taken; null where none is proposed.</summary>
    public Line? Changed { get; init; }
}
