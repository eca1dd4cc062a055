using HourExchange.Ledger.Books.Domain;

namespace HourExchange.Ledger.Years.Domain;

/// <summary>
/// What every party's finance signs: all that a year's statement says but its lines, which <paramref name="LinesRoot"/>
/// covers. Its JSON text is hashed (docs/domain.md, Year end).
/// </summary>
/// <param name="Signatories">Who signs the agreement for each party, by function, where the agreement says so.</param>
/// <param name="Reference">The deciding reference of the agreement.</param>
/// <param name="Amendments">Days within the agreement, up to the year's last, on which its terms changed.</param>
/// <param name="IsLast">The agreement ends with the year.</param>
/// <param name="Lines">Postings of the year at the time of drafting.</param>
/// <param name="UpTo">The book's highest number then.</param>
/// <param name="LinesRoot">SHA-256 over the hashes of the year's postings, each in hexadecimal with a line feed, in their order.</param>
/// <param name="DisputedExcluded">Disputed lines that both sides leave out.</param>
/// <param name="OpenLines">Lines requested, approved or delivered that are not in the statement.</param>
/// <param name="UninformedDirect">Numbers of lines asked for directly without informing the employer.</param>
/// <param name="VatNote">What is said about value added tax.</param>
internal sealed record StatementContent(
    string Book,
    string Year,
    DateOnly FirstDay,
    DateOnly LastDay,
    int Edition,
    IReadOnlyList<string> Parties,
    IReadOnlyList<StatementSignatory> Signatories,
    string Reference,
    IReadOnlyList<DateOnly> Amendments,
    bool IsLast,
    int? CarryCapMinutes,
    IReadOnlyList<IReadOnlyList<string>> CompensationGroups,
    string Currency,
    DateOnly RateDate,
    int Lines,
    long UpTo,
    string LinesRoot,
    IReadOnlyList<AccountFigures> Figures,
    IReadOnlyList<Guid> DisputedExcluded,
    int OpenLines,
    IReadOnlyList<long> UninformedDirect,
    IReadOnlyList<ClosingRow> Rows,
    IReadOnlyList<SettlementLine> Settlements,
    string VatNote)
{
    /// <summary>The agreement decides whether a settlement is taxed; the statement says that it does not.</summary>
    public const string Vat = "Le décompte n'est pas une facture. L'assujettissement du règlement à la TVA relève de chaque institution.";
}
