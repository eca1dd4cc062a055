using MassTransit;

namespace HourExchange.Contracts.Ledger.V1;

/// <summary>A year of a book is closed: what is posted of it from now on is late.</summary>
/// <param name="FirstDay">First day of the year.</param>
/// <param name="Edition">Edition of the year's statement: 1 at the first closing, one more at each later one.</param>
[EntityName("ledger.year-closed.v1")]
[MessageUrn("ledger.year-closed.v1")]
public sealed record YearClosed(string Book, string Year, DateOnly FirstDay, int Edition = 1);
