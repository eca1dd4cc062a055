namespace HourExchange.Interventions.RegisteringInstitution;

/// <param name="Kind">school or agency.</param>
public sealed record InstitutionRequest(string Code, string Name, string Kind);
