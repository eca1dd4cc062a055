using HourExchange.Interventions.Domain;

namespace HourExchange.Interventions.SteeringAgreement;

/// <summary>A committee as readers see it.</summary>
public sealed record CommitteeView(
    Guid Id,
    int Number,
    string Kind,
    string Name,
    IReadOnlyList<SeatRule> Seats,
    IReadOnlyList<PersonCode> Members,
    IReadOnlyList<PersonCode> Invitees,
    IReadOnlyList<PersonCode> ResourcePersons);
