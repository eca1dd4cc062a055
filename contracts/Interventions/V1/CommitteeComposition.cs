namespace HourExchange.Contracts.Interventions.V1;

/// <summary>What a committee is made of from a day on.</summary>
/// <param name="EffectiveFrom">Null of the first: from the beginning.</param>
/// <param name="Seats">Which institution has how many.</param>
/// <param name="ResourcePersons">Whom a thematic group asks.</param>
/// <param name="Invitees">How many take part without a seat.</param>
public sealed record CommitteeComposition(
    DateOnly? EffectiveFrom, IReadOnlyList<CommitteeSeats> Seats, IReadOnlyList<CommitteePerson> ResourcePersons, int Invitees);

/// <param name="Seats">1 to 50.</param>
public sealed record CommitteeSeats(string Institution, int Seats);

/// <param name="Code">Code or pseudonym, never a name.</param>
public sealed record CommitteePerson(string Institution, string Code);
