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

/// <summary>A row that closes a year, as it is signed and then posted.</summary>
/// <param name="Position">From 1, in the order of posting.</param>
/// <param name="Kind">compensation, settlement or carry-forward.</param>
internal sealed record ClosingRow(int Position, string Kind, Account Debit, Account Credit, int Minutes, DateOnly ValueDate);

/// <summary>What one institution owes another for a year, per pair and domain or group of domains: minutes valued in money.</summary>
/// <param name="Payer">Has received more than it gave.</param>
/// <param name="Tariff">Money per 60 minutes on the year's last day; null where the group's domains have several.</param>
/// <param name="Amount">minutes × tariff / 60, half away from zero to 0.01, rounded once.</param>
internal sealed record SettlementLine(
    int Position, string Payer, string Payee, IReadOnlyList<string> Domains, int Minutes, decimal? Tariff, decimal Amount, string Currency);

/// <summary>
/// A year of one pair and domain, in minutes, as <paramref name="First"/> sees it: positive = has given. Reversals are
/// counted where what they reverse was counted.
/// </summary>
/// <param name="Opening">Carried in from the year before, or brought in by an opening.</param>
/// <param name="Given">By lines of the year.</param>
/// <param name="Received">By lines of the year.</param>
/// <param name="Late">Given less received by lines of earlier years.</param>
/// <param name="Balance">The sum of the others.</param>
internal sealed record AccountFigures(
    string First, string Second, string Domain, long Opening, long Given, long Received, long Late, long Adjusted, long Compensated, long Settled,
    long Carried, long Balance);
