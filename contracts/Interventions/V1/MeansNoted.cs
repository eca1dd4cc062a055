using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>Means that a party lends in kind, which never enter the balance: noted, or a forgotten name struck.</summary>
/// <param name="Revision">1 when they are noted, one more each time they are told of. Gapless; the highest replaces the others.</param>
/// <param name="Number">Gapless in their agreement, from 1.</param>
/// <param name="What">Premises, equipment and the like: 1 to 500 characters.</param>
/// <param name="Institution">Code of the party that lends them.</param>
/// <param name="Since">First day.</param>
/// <param name="Until">Last day; null while no end is known.</param>
[EntityName("interventions.means-noted.v1")]
[MessageUrn("interventions.means-noted.v1")]
public sealed record MeansNoted(Guid Means, string Agreement, int Revision, int Number, string What, string Institution, DateOnly Since, DateOnly? Until);
