namespace HourExchange.Interventions.Commitments.NotingMeans;

/// <param name="What">Premises, equipment and the like: 1 to 500 characters.</param>
/// <param name="Institution">Code of the party that lends them.</param>
/// <param name="Until">Last day, or null while no end is known.</param>
public sealed record MeansRequest(string What, string Institution, DateOnly Since, DateOnly? Until = null);
