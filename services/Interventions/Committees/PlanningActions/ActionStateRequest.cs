namespace HourExchange.Interventions.Committees.PlanningActions;

/// <param name="State">open, done or dropped.</param>
/// <param name="Remark">1 to 1000 characters.</param>
public sealed record ActionStateRequest(string State, string? Remark = null);
