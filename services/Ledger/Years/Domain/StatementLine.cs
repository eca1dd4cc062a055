using HourExchange.Ledger.Books.Domain;

namespace HourExchange.Ledger.Years.Domain;

/// <summary>A posting as a statement prints it.</summary>
/// <param name="Given">Institution that is credited.</param>
/// <param name="Received">Institution that is debited.</param>
/// <param name="Balance">What the pair stands at after this line, as the institution that comes first by code sees it.</param>
/// <param name="ReversedBy">Number of the posting that takes this one back.</param>
internal sealed record StatementLine(string Section, Posted Posting, string Given, string Received, long Balance, long? ReversedBy);
