namespace HourExchange.Ledger.Domain;

/// <summary>The days of an academic year, both included.</summary>
internal sealed record YearDays(DateOnly First, DateOnly Last);
