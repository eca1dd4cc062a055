namespace HourExchange.Reporting.Reports.Explaining.Domain;

/// <summary>A kind of hours that a figure counts.</summary>
/// <param name="Kind">One of <see cref="Projecting.Domain.HoursKind"/>.</param>
/// <param name="Sign">1, or -1 where the figure takes it off.</param>
/// <param name="From">First value date that counts.</param>
/// <param name="To">Last value date that counts.</param>
internal sealed record CountedKind(string Kind, int Sign, DateOnly From, DateOnly To);
