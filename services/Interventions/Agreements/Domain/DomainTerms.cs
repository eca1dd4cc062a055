namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>Since when a domain is admitted.</summary>
/// <param name="AdmittedFrom">First day on which a line may be of this domain.</param>
public sealed record DomainTerms(DateOnly AdmittedFrom);
