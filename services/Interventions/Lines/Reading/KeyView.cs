namespace HourExchange.Interventions.Lines.Reading;

/// <summary>A turned key.</summary>
public sealed record KeyView(string Institution, string Subject, DateTimeOffset At, bool Tacit);
