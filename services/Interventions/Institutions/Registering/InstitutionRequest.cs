namespace HourExchange.Interventions.Institutions.Registering;

/// <param name="Kind">school or agency.</param>
public sealed record InstitutionRequest(string Code, string Name, string Kind);
