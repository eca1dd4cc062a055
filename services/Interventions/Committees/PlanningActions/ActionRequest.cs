namespace HourExchange.Interventions.Committees.PlanningActions;

/// <param name="Text">1 to 1000 characters.</param>
/// <param name="Responsible">Code of a party.</param>
/// <param name="Meeting">Identifier of the meeting that decided it, if one did.</param>
public sealed record ActionRequest(string Text, string Responsible, DateOnly DueOn, Guid? Meeting = null);
