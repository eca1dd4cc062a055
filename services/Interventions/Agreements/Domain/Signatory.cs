namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>Who signs for a party, by function: <c>Direction générale</c>. Never a name.</summary>
/// <param name="Institution">Code of the party.</param>
/// <param name="Function">1 to 200 characters.</param>
public sealed record Signatory(string Institution, string Function);
