using MassTransit;

namespace HourExchange.Contracts.Ledger.V1;

/// <summary>A party's finance signed a year's statement.</summary>
/// <param name="Signs">content, before the year is closed; root, of the year's postings, after.</param>
/// <param name="ByAll">True with the last party's signature.</param>
/// <param name="Edition">Of the statement: 1 at first, one more after each reopening.</param>
[EntityName("ledger.statement-signed.v1")]
[MessageUrn("ledger.statement-signed.v1")]
public sealed record StatementSigned(string Book, string Year, Guid Statement, string Institution, string Signs, bool ByAll, int Edition = 1);
