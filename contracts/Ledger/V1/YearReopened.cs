using MassTransit;

namespace HourExchange.Contracts.Ledger.V1;

/// <summary>All parties have consented to reopen the latest closed year of a book: its closing rows are reversed.</summary>
/// <param name="FirstDay">First day of the year.</param>
/// <param name="Edition">
/// Edition of the statement that stands no more, from 1. The year is closed while an edition above the highest reopened one
/// is closed, in whatever order the two contracts arrive.
/// </param>
[EntityName("ledger.year-reopened.v1")]
[MessageUrn("ledger.year-reopened.v1")]
public sealed record YearReopened(string Book, string Year, DateOnly FirstDay, int Edition);
