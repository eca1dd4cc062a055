using HourExchange.Interventions.Committees.Domain;
using HourExchange.Interventions.Institutions.Domain;

namespace HourExchange.Interventions.Committees.Forming;

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
