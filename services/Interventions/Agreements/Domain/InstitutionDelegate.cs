namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>A seat that one party has in a body of another, such as its general assembly.</summary>
/// <param name="Institution">Whose delegate it is.</param>
/// <param name="Of">The party whose body it is.</param>
/// <param name="Body">The body, in words.</param>
public sealed record InstitutionDelegate(string Institution, string Of, string Body);
