using MassTransit;

namespace HourExchange.Contracts.Ledger.V1;

/// <summary>
/// A page of all that the ledger has to tell beside its postings, as it stands now: the answer to <c>reporting.records-asked.v1</c>. What it
/// holds are messages of the contracts named, each as it was told.
/// </summary>
/// <param name="Rebuild">As asked.</param>
/// <param name="After">As asked: a page that was asked for twice is recognised by it.</param>
/// <param name="Next">What to ask for next; null with the last page. Only the answering service knows what it means.</param>
/// <param name="Known">With the first page, how many books, statements and settlements there are; null with the others.</param>
/// <param name="Heads">Books with postings, and how far each goes.</param>
/// <param name="Netted">Null in a page of before there was this contract.</param>
/// <param name="PaymentsWithdrawn">Of each settlement the last; null in a page of before there was this contract.</param>
[EntityName("ledger.book-records.v1")]
[MessageUrn("ledger.book-records.v1")]
public sealed record BookRecords(
    Guid Rebuild,
    string After,
    string? Next,
    long? Known,
    IReadOnlyList<BookHead> Heads,
    IReadOnlyList<YearDrafted> Drafted,
    IReadOnlyList<DraftWithdrawn> Withdrawn,
    IReadOnlyList<StatementSigned> Signed,
    IReadOnlyList<YearClosed> Closed,
    IReadOnlyList<YearReopened> Reopened,
    IReadOnlyList<SettlementAgreed> Agreed,
    IReadOnlyList<SettlementPaid> Paid,
    IReadOnlyList<SettlementNetted>? Netted = null,
    IReadOnlyList<PaymentWithdrawn>? PaymentsWithdrawn = null);
