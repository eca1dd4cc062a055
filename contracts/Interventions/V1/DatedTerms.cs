namespace HourExchange.Contracts.Interventions.V1;

/// <summary>The terms that hold from a day on, until the next one's.</summary>
/// <param name="From">First day.</param>
/// <param name="Terms">All terms that hold then, as JSON text.</param>
public sealed record DatedTerms(DateOnly From, string Terms);
