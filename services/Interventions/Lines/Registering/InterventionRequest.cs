using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Lines.Registering;

/// <summary>An intervention to register.</summary>
public sealed record InterventionRequest : LineContent
{
    public required string Agreement { get; init; }

    /// <summary>The registering institution's own; the same reference with the same content is the same line.</summary>
    public string? Reference { get; init; }

    /// <summary>delivered: it has taken place; requested: the receiving side asks for it.</summary>
    public string State { get; init; } = "delivered";

    /// <summary>A series: the further dates on which the same takes place, at most 60; each is a line, in the year of its own date.</summary>
    public IReadOnlyList<DateOnly>? Dates { get; init; }

    /// <summary>Codes of those who teach it with the contributor, at most 19; each gets a line.</summary>
    public IReadOnlyList<string>? CoTeachers { get; init; }
}
