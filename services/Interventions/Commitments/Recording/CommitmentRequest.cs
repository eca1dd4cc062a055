namespace HourExchange.Interventions.Commitments.Recording;

/// <param name="Kind">joint-event, cross-listed-course, recruitment-priority, research-opening, placement or other.</param>
/// <param name="Text">1 to 1000 characters.</param>
/// <param name="Domain">One of the agreement's domains, or null.</param>
/// <param name="State">planned, running, fulfilled or abandoned.</param>
public sealed record CommitmentRequest(string Kind, string Text, string? Domain = null, string State = "planned");
