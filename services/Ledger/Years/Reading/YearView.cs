namespace HourExchange.Ledger.Years.Reading;

/// <param name="IsLast">The agreement ends with it.</param>
/// <param name="State">open, drafted, signed, closing or closed.</param>
public sealed record YearView(string Year, DateOnly FirstDay, DateOnly LastDay, bool IsLast, string State);
