namespace HourExchange.Contracts.Interventions.V1;

/// <summary>One institution's confirmation of a delivered revision.</summary>
/// <param name="Subject">The token subject of the approver: a pseudonym, never a person's name.</param>
/// <param name="Tacit">True where the key was turned by the agreement's silence rule.</param>
public sealed record TurnedKey(string Institution, string Subject, DateTimeOffset At, bool Tacit);
