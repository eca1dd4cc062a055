using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Years.Domain;

/// <summary>
/// What every party's finance signs: all that a year's statement says but its lines, which <paramref name="LinesRoot"/>
/// covers. Its JSON text is hashed (docs/domain.md, Year end).
/// </summary>
/// <param name="Book">Code of the agreement.</param>
/// <param name="Year">Label of the year.</param>
/// <param name="FirstDay">Of the year within the agreement.</param>
/// <param name="LastDay">Of the year within the agreement.</param>
/// <param name="Edition">1, and one more each time the year was reopened.</param>
/// <param name="Parties">Codes of the institutions, in the agreement's order.</param>
/// <param name="Signatories">Who signs the agreement for each party, by function, where the agreement says so.</param>
/// <param name="Reference">The deciding reference of the agreement.</param>
/// <param name="Amendments">Days within the agreement, up to the year's last, on which its terms changed.</param>
/// <param name="IsLast">The agreement ends with the year.</param>
/// <param name="CarryCapMinutes">How much a pair may hand to the next year; null is without limit.</param>
/// <param name="CompensationGroups">Domains that were set off against each other.</param>
/// <param name="Currency">ISO 4217, of the settlements.</param>
/// <param name="RateDate">Day whose terms value the settlements: the year's last.</param>
/// <param name="Lines">Postings of the year at the time of drafting.</param>
/// <param name="UpTo">The book's highest number then.</param>
/// <param name="LinesRoot">SHA-256 over the hashes of the year's postings, each in hexadecimal with a line feed, in their order.</param>
/// <param name="Figures">Of the year by pair and domain.</param>
/// <param name="DisputedExcluded">Disputed lines that are not posted, and that both sides leave out.</param>
/// <param name="ContestedCounted">Disputed lines whose postings stand: their minutes are in the figures.</param>
/// <param name="OpenLines">Lines requested, approved or delivered that are not in the statement.</param>
/// <param name="UninformedDirect">Numbers of lines asked for directly without informing the employer.</param>
/// <param name="Rows">What closes the year, in the order of posting.</param>
/// <param name="Settlements">Who owes whom how much.</param>
/// <param name="VatNote">What is said about value added tax.</param>
public sealed record StatementContent(
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
    IReadOnlyList<ContestedLine> ContestedCounted,
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
/// <param name="Debit">Account whose balance falls.</param>
/// <param name="Credit">Account whose balance rises.</param>
/// <param name="Minutes">How many move.</param>
/// <param name="ValueDate">From which day they count.</param>
public sealed record ClosingRow(
    int Position, [property: KnownValues("compensation", "settlement", "carry-forward")] string Kind, Account Debit, Account Credit, int Minutes, DateOnly ValueDate);

/// <summary>What one institution owes another for a year, per pair and domain or group of domains: minutes valued in money.</summary>
/// <param name="Position">From 1.</param>
/// <param name="Payer">Has received more than it gave.</param>
/// <param name="Payee">Has given more than it received.</param>
/// <param name="Domains">Those of the agreement that it settles.</param>
/// <param name="Minutes">How many are paid for.</param>
/// <param name="Tariff">Money per 60 minutes on the year's last day; null where the group's domains have several, which <paramref name="Rates"/> names.</param>
/// <param name="Amount">minutes × tariff / 60, half away from zero to 0.01, rounded once.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Rates">What each domain has in it, in the order of <paramref name="Domains"/>.</param>
public sealed record SettlementLine(
    int Position, string Payer, string Payee, IReadOnlyList<string> Domains, int Minutes, decimal? Tariff, decimal Amount, string Currency,
    IReadOnlyList<SettlementRate> Rates);

/// <summary>The part of a settlement that one domain has in it.</summary>
/// <param name="Domain">One of the agreement's domains.</param>
/// <param name="Minutes">How many are paid for.</param>
/// <param name="Tariff">Money per 60 minutes.</param>
/// <param name="Date">The day whose terms say so: the year's last.</param>
public sealed record SettlementRate(string Domain, int Minutes, decimal Tariff, DateOnly Date);

/// <summary>A line that is disputed while its posting stands.</summary>
/// <param name="Number">Of the posting in the book.</param>
/// <param name="Line">Its identifier.</param>
/// <param name="Minutes">Credited, and counted in the figures.</param>
public sealed record ContestedLine(long Number, Guid Line, int Minutes);

/// <summary>
/// A year of one pair and domain, in minutes, as <paramref name="First"/> sees it: positive = has given. Reversals are
/// counted where what they reverse was counted.
/// </summary>
/// <param name="First">Code of the institution that comes first by code.</param>
/// <param name="Second">Code of the other.</param>
/// <param name="Domain">One of the agreement's domains.</param>
/// <param name="Opening">Carried in from the year before, or brought in by an opening.</param>
/// <param name="Given">By lines of the year.</param>
/// <param name="Received">By lines of the year.</param>
/// <param name="Late">Given less received by lines of earlier years.</param>
/// <param name="Adjusted">Moved with the consent of both sides.</param>
/// <param name="Compensated">Set off against other domains at the year's end.</param>
/// <param name="Settled">Became money at the year's end.</param>
/// <param name="Carried">Handed to the next year.</param>
/// <param name="Balance">The sum of the others.</param>
public sealed record AccountFigures(
    string First, string Second, string Domain, [property: Minutes] long Opening, [property: Minutes] long Given, [property: Minutes] long Received,
    [property: Minutes] long Late, [property: Minutes] long Adjusted, [property: Minutes] long Compensated, [property: Minutes] long Settled,
    [property: Minutes] long Carried, [property: Minutes] long Balance);
