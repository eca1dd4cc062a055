namespace HourExchange.Reporting.Reports.Periodic.Building;

/// <summary>How far an agreement's periodic reports are; locked until the transaction ends.</summary>
/// <param name="Since">The day on which the agreement came to be known.</param>
/// <param name="CheckedNumber">Postings up to this one have been looked at for new editions.</param>
/// <param name="WaitingBecause">What kept it from being done when somebody last looked.</param>
internal sealed record Schedule(string Agreement, DateOnly Since, long CheckedNumber, string? WaitingBecause, DateTime? WaitingSince);
