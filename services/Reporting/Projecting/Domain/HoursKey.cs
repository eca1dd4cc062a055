namespace HourExchange.Reporting.Projecting.Domain;

/// <summary>What figures are summed by.</summary>
/// <param name="Month">First day of the month of the value date.</param>
internal readonly record struct HoursKey(
    string Book, string Year, DateOnly Month, string Institution, string Counterpart, string Domain, string Nature);
