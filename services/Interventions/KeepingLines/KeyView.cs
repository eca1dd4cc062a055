namespace HourExchange.Interventions.KeepingLines;

/// <summary>A turned key.</summary>
public sealed record KeyView(string Institution, string Subject, DateTimeOffset At, bool Tacit);
