using MassTransit;

namespace HourExchange.Contracts.Ledger.V1;

/// <summary>Before a year is drafted, the ledger asks which lines of it are confirmed, open and disputed.</summary>
/// <param name="Question">Comes back in the answer.</param>
/// <param name="FirstDay">First day of the year.</param>
/// <param name="LastDay">Last day of the year, which may be the agreement's last.</param>
[EntityName("ledger.year-end-asked.v1")]
[MessageUrn("ledger.year-end-asked.v1")]
public sealed record YearEndAsked(Guid Question, string Book, string Year, DateOnly FirstDay, DateOnly LastDay);
