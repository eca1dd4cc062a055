namespace HourExchange.Interventions.Lines.Domain;

/// <summary>Who acts on a line.</summary>
/// <param name="Subject">A pseudonym: one person, in whichever institution and role.</param>
public sealed record Actor(string Institution, string Role, string Subject);
