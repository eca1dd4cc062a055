namespace HourExchange.Interventions.Contributors.Forgetting;

/// <param name="Reason">asked, left or other.</param>
public sealed record ForgettingRequest(string? Reason = null);
