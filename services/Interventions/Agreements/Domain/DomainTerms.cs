namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>Since when a domain is admitted.</summary>
public sealed record DomainTerms(DateOnly AdmittedFrom);
