namespace HourExchange.Reporting.Projecting.Domain;

/// <summary>What figures are summed by.</summary>
/// <param name="Year">Ledger year of the account.</param>
/// <param name="Nature">Empty where minutes have none.</param>
/// <param name="Kind">One of <see cref="HoursKind"/>.</param>
/// <param name="Day">Value date: from it on the minutes count.</param>
internal readonly record struct HoursKey(
    string Book, string Year, string Institution, string Counterpart, string Domain, string Nature, string Kind, DateOnly Day);
