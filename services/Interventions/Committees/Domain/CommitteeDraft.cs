using HourExchange.Interventions.Institutions.Domain;

namespace HourExchange.Interventions.Committees.Domain;

/// <summary>A committee as it is to be formed.</summary>
/// <param name="Kind">steering, monitoring or thematic.</param>
/// <param name="Members">Hold a seat of their institution.</param>
/// <param name="Invitees">Take part without a seat; of any institution.</param>
/// <param name="ResourcePersons">Whom a thematic group asks; of any institution.</param>
public sealed record CommitteeDraft(
    string Kind,
    string Name,
    IReadOnlyList<SeatRule> Seats,
    IReadOnlyList<PersonCode>? Members = null,
    IReadOnlyList<PersonCode>? Invitees = null,
    IReadOnlyList<PersonCode>? ResourcePersons = null)
{
    /// <summary>Everybody with their standing, in the order of the lists.</summary>
    public IEnumerable<(string Standing, PersonCode Person)> People() =>
        (Members ?? []).Select(person => ("member", person))
            .Concat((Invitees ?? []).Select(person => ("invitee", person)))
            .Concat((ResourcePersons ?? []).Select(person => ("resource", person)));
}
