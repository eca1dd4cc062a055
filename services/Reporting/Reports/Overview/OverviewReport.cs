using System.Text.Json.Serialization;
using HourExchange.Plumbing;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Reporting.Reports.Yearly;

namespace HourExchange.Reporting.Reports.Overview;

/// <summary>
/// The yearly report over several agreements: of one institution, or of all that the reader is a party to; for an academic year that all begin alike, a civil
/// year, or any period. Minutes are credited ones by value date, net of reversals, late lines among them. Codes are each agreement's own, so rows name
/// theirs. It is read and never approved: approved is the report of one agreement and one academic year.
/// </summary>
/// <param name="Institution">Whose hours they are: only pairs that it belongs to. Null: all pairs of all agreements.</param>
/// <param name="Agreements">Codes, in their order.</param>
/// <param name="Year">The label that was asked for; null of a period between two days.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="FromBefore">First day of what it is compared with: as many whole years earlier as it is long.</param>
/// <param name="ToBefore">Last day of what it is compared with.</param>
/// <param name="Books">Up to which posting each book's figures are complete, by agreement.</param>
/// <param name="Institutions">What each gave and received over all agreements.</param>
/// <param name="Pairs">One per agreement and pair that moved something now or before.</param>
/// <param name="Accounts">What stood, moved and stands by agreement, pair and domain, as in the balance report of the same days.</param>
/// <param name="Settlements">Of ledger years that ended within the period.</param>
/// <param name="ByNature">What each gave of each nature.</param>
/// <param name="ByDomain">What each gave in each domain.</param>
/// <param name="Periods">This period and up to four before it that moved something, the earliest first.</param>
/// <param name="Lines">How lines of these days came about; null where no line was ever told of.</param>
/// <param name="LinesBefore">The same of the period before.</param>
/// <param name="Planned">What is still open and what the balances would be if all of it took place.</param>
/// <param name="Findings">At most three: where the period differs most from the one before.</param>
/// <param name="ToDecide">What waits for a decision.</param>
/// <param name="Explain">Where figures are explained, agreement by agreement: a URI template (RFC 6570), filled from a row.</param>
/// <param name="ExplainAccounts">The same of the accounts.</param>
public sealed record OverviewReport(
    string? Institution, IReadOnlyList<string> Agreements, string? Year, DateOnly From, DateOnly To, DateOnly FromBefore, DateOnly ToBefore,
    IReadOnlyDictionary<string, CompleteTo> Books, IReadOnlyList<InstitutionFigures> Institutions, IReadOnlyList<PairFigures> Pairs,
    IReadOnlyList<AccountFigures> Accounts, IReadOnlyList<AgreementSettlement> Settlements, IReadOnlyList<AgreementFigures> ByNature,
    IReadOnlyList<AgreementFigures> ByDomain, IReadOnlyList<PeriodFigures> Periods, LineIndicators? Lines, LineIndicators? LinesBefore,
    IReadOnlyList<AgreementPlanned> Planned, IReadOnlyList<AgreementFinding> Findings, IReadOnlyList<AgreementToDecide> ToDecide, string Explain, string ExplainAccounts);

/// <summary>What a pair moved under one agreement.</summary>
/// <param name="Agreement">Code of the agreement.</param>
/// <param name="Institution">As it sees it: the one asked for, else the reader, else the first of the agreement.</param>
/// <param name="Counterpart">The other.</param>
/// <param name="Given">By the institution to the other.</param>
/// <param name="Received">From the other.</param>
/// <param name="Net">Given less received.</param>
/// <param name="Lines">How many lines, of both.</param>
/// <param name="NetBefore">In the period before.</param>
public sealed record PairFigures(
    string Agreement, string Institution, string Counterpart, [property: Minutes] long Given, [property: Minutes] long Received, [property: Minutes] long Net, long Lines,
    [property: Minutes] long NetBefore);

/// <summary>What an institution gave of one nature, or in one domain, of an agreement.</summary>
/// <param name="Agreement">Code of the agreement.</param>
/// <param name="Nature">Code, the agreement's own; absent of a domain.</param>
/// <param name="Domain">Code, the agreement's own; absent of a nature.</param>
/// <param name="Institution">Who gave.</param>
/// <param name="Counterpart">To whom: the institution asked for; absent where it is to all others.</param>
/// <param name="Given">Credited minutes.</param>
/// <param name="Lines">How many lines.</param>
/// <param name="GivenBefore">In the period before.</param>
public sealed record AgreementFigures(
    string Agreement, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Nature,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Domain, string Institution,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Counterpart, [property: Minutes] long Given, long Lines,
    [property: Minutes] long GivenBefore);

/// <summary>What an institution gave and received in one of several periods.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Institution">Code of the institution.</param>
/// <param name="Given">Credited minutes that it gave.</param>
/// <param name="Received">Credited minutes that it received.</param>
public sealed record PeriodFigures(DateOnly From, DateOnly To, string Institution, [property: Minutes] long Given, [property: Minutes] long Received);

/// <summary>What the closing of an agreement's year made to be paid.</summary>
/// <param name="Agreement">Code of the agreement.</param>
/// <param name="Year">The ledger year.</param>
/// <param name="Settlement">What is to be paid.</param>
public sealed record AgreementSettlement(string Agreement, string Year, SettlementFigures Settlement);

/// <summary>What is still open of an agreement for a pair.</summary>
/// <param name="Agreement">Code of the agreement.</param>
/// <param name="Hours">What is open.</param>
public sealed record AgreementPlanned(string Agreement, PlannedHours Hours);

/// <summary>Where an agreement differs from the period before.</summary>
/// <param name="Agreement">Code of the agreement.</param>
/// <param name="Finding">What differs.</param>
public sealed record AgreementFinding(string Agreement, Finding Finding);

/// <summary>What waits for a decision.</summary>
/// <param name="Agreement">Of which agreement; null: of all together.</param>
/// <param name="Year">Of which ledger year; null: of none.</param>
/// <param name="Item">What waits.</param>
public sealed record AgreementToDecide(string? Agreement, string? Year, ToDecide Item);
