namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>Who signs for a party, by function: <c>Direction générale</c>. Never a name.</summary>
public sealed record Signatory(string Institution, string Function);
