using System.Text.Json.Serialization;
using HourExchange.Plumbing;
using HourExchange.Reporting.Reports.Figures;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>
/// The yearly report (bilan) of an agreement: what both managements read and approve, so the same for every reader. Minutes are credited
/// ones, net of reversals; every total is the sum of its rows. What nobody ever recorded is null, not zero (DOMAIN.md, Reports).
/// </summary>
/// <param name="Agreement">Code of the agreement.</param>
/// <param name="Reference">The deciding reference on paper.</param>
/// <param name="Parties">Codes of the institutions, in the agreement's order.</param>
/// <param name="Year">The academic year.</param>
/// <param name="FirstDay">Of the year.</param>
/// <param name="LastDay">Of the year.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="YearBefore">Label of the year that this one is compared with.</param>
/// <param name="Complete">Up to which posting of the book, over all years, the figures are complete.</param>
/// <param name="YearState">Of the ledger: open, drafted, signed or closed.</param>
/// <param name="Institutions">The parties that gave or received something in the year, in their order.</param>
/// <param name="Accounts">By pair and domain, as the party sees it that comes first in the agreement: the ledger's own statement.</param>
/// <param name="Settlements">What the year's closing made to be paid.</param>
/// <param name="ByNature">What each gave of each nature.</param>
/// <param name="ByDomain">What each gave in each domain.</param>
/// <param name="Flows">Who gave to whom.</param>
/// <param name="Balances">Of each pair over the year.</param>
/// <param name="Years">This year and up to four before it that moved something, the earliest first.</param>
/// <param name="Lines">How the year's lines came about.</param>
/// <param name="LinesBefore">The same of the year before; null where it had none.</param>
/// <param name="Planned">What is still open and what the balances would be if all of it took place.</param>
/// <param name="Placements">Places for practice training by year, institution and kind; null where none was ever counted.</param>
/// <param name="Commitments">Beside hours; null where none was ever recorded.</param>
/// <param name="Meetings">Of committees, within the year; null where none was ever recorded.</param>
/// <param name="Actions">Of the action plan: due in the year, or open still; null where none was ever recorded.</param>
/// <param name="TermsChanged">Days of the year on which terms changed.</param>
/// <param name="Findings">At most three: where the year differs most.</param>
/// <param name="ToDecide">What waits for a decision.</param>
/// <param name="Rubrics">What people comment on, in the agreement's order.</param>
/// <param name="Method">By which terms the figures came about, as at the year's last day.</param>
/// <param name="Life">Where it stands: what is missing, who has approved it, which editions are frozen. Absent in an edition.</param>
/// <param name="Explain">Where its figures are explained. Absent in an edition.</param>
/// <param name="Committees">As they were made up on the year's last day; absent where none was ever recorded.</param>
/// <param name="Means">Lent in kind within the year, outside the balance; absent where none were ever recorded.</param>
/// <param name="Amendments">What changed on days of the year; absent where nothing did.</param>
public sealed record YearlyReport(
    string Agreement,
    string Reference,
    IReadOnlyList<string> Parties,
    string Year,
    DateOnly FirstDay,
    DateOnly LastDay,
    [property: Format("iso-4217", "CHF")] string Currency,
    string YearBefore,
    CompleteTo Complete,
    [property: KnownValues("open", "drafted", "signed", "closed")] string YearState,
    IReadOnlyList<InstitutionFigures> Institutions,
    IReadOnlyList<AccountFigures> Accounts,
    IReadOnlyList<SettlementFigures> Settlements,
    IReadOnlyList<NatureFigures> ByNature,
    IReadOnlyList<DomainFigures> ByDomain,
    IReadOnlyList<Flow> Flows,
    IReadOnlyList<BalanceOverTime> Balances,
    IReadOnlyList<YearOfMany> Years,
    LineIndicators? Lines,
    LineIndicators? LinesBefore,
    IReadOnlyList<PlannedHours> Planned,
    IReadOnlyList<PlacementFigures>? Placements,
    IReadOnlyList<CommitmentFigures>? Commitments,
    IReadOnlyList<MeetingFigures>? Meetings,
    IReadOnlyList<ActionFigures>? Actions,
    IReadOnlyList<DateOnly> TermsChanged,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<ToDecide> ToDecide,
    IReadOnlyList<RubricFigures> Rubrics,
    Method Method,
    ReportLife? Life = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ExplainedAt? Explain = null,
    // What came later is not written where nothing was told: older contents keep their hashes.
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CommitteeFigures>? Committees = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<MeansFigures>? Means = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<AmendmentFigures>? Amendments = null)
{
    // What follows is said on sheets alone. It is not written, so it is no part of what is approved.

    /// <summary>Whether the year before has postings: a year that was never kept is no zero to compare with.</summary>
    internal bool HasYearBefore { get; init; } = true;

    /// <summary>Earlier years that are not closed and stand at something, the earliest first: nothing of them is brought in yet.</summary>
    internal IReadOnlyList<OpenYear> OpenBefore { get; init; } = [];

    /// <summary>The day on which it is read, of a year that runs; null of any other, and of an edition. A balance is not drawn beyond it.</summary>
    internal DateOnly? Today { get; init; }
}

/// <summary>An earlier year that is not closed.</summary>
/// <param name="Balances">In minutes, by institution, over all its partners and domains.</param>
internal sealed record OpenYear(string Year, IReadOnlyDictionary<string, long> Balances);

/// <summary>Where figures are explained: URI templates (RFC 6570), filled from a row; what it does not have is left out.</summary>
/// <param name="Figures">Of institutions, natures, domains, flows, years, balances and settlements; <c>figure</c> is the cell's own name.</param>
/// <param name="Accounts">Of the accounts; <c>column</c> is the cell's own name.</param>
/// <param name="Lines">Of the indicators, the requests and what is planned; <c>figure</c> is the cell's own name.</param>
public sealed record ExplainedAt(string Figures, string Accounts, string Lines);

/// <summary>What an institution gave and received, late lines among it.</summary>
/// <param name="Institution">Code of the institution.</param>
/// <param name="Given">Credited minutes that it gave.</param>
/// <param name="Received">Credited minutes that it received.</param>
/// <param name="Net">Given less received.</param>
/// <param name="Lines">How many lines it gave.</param>
/// <param name="GivenBefore">In the year before.</param>
/// <param name="ReceivedBefore">In the year before.</param>
public sealed record InstitutionFigures(
    string Institution, [property: Minutes] long Given, [property: Minutes] long Received, [property: Minutes] long Net, long Lines,
    [property: Minutes] long GivenBefore, [property: Minutes] long ReceivedBefore);

/// <summary>What an institution gave of one nature.</summary>
/// <param name="Nature">Code of the nature.</param>
/// <param name="Institution">Code of the institution.</param>
/// <param name="Given">Credited minutes that it gave.</param>
/// <param name="Lines">How many lines these were.</param>
/// <param name="GivenBefore">In the year before.</param>
public sealed record NatureFigures(string Nature, string Institution, [property: Minutes] long Given, long Lines, [property: Minutes] long GivenBefore);

/// <summary>What an institution gave in one domain.</summary>
/// <param name="Domain">Code of the domain.</param>
/// <param name="Institution">Code of the institution.</param>
/// <param name="Given">Credited minutes that it gave.</param>
/// <param name="Lines">How many lines these were.</param>
/// <param name="GivenBefore">In the year before.</param>
public sealed record DomainFigures(string Domain, string Institution, [property: Minutes] long Given, long Lines, [property: Minutes] long GivenBefore);

/// <summary>What one institution gave another.</summary>
/// <param name="From">Who gave.</param>
/// <param name="To">Who received.</param>
/// <param name="Minutes">Credited, above zero.</param>
public sealed record Flow(string From, string To, [property: Minutes] long Minutes);

/// <summary>What a year's closing made to be paid.</summary>
/// <param name="Payer">Has received more than it gave.</param>
/// <param name="Payee">Is paid.</param>
/// <param name="Minutes">Above zero.</param>
/// <param name="Amount">0.00 or more.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="PaidOn">Null while it is not paid.</param>
/// <param name="IsNetted">True where the payments of a netting take its place; else not said.</param>
public sealed record SettlementFigures(
    string Payer, string Payee, [property: Minutes] int Minutes, decimal Amount, [property: Format("iso-4217", "CHF")] string Currency, DateOnly? PaidOn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? IsNetted = null)
{
    /// <summary>Neither paid nor replaced by a netting.</summary>
    internal bool IsDue => PaidOn is null && IsNetted is null;
}

/// <summary>The balance of a pair over the year: it stays until the next step.</summary>
/// <param name="Institution">As it sees it.</param>
/// <param name="Counterpart">The other.</param>
/// <param name="Steps">The first is the year's first day with what was brought in; the year's own closing is left out.</param>
public sealed record BalanceOverTime(string Institution, string Counterpart, IReadOnlyList<BalanceStep> Steps)
{
    /// <summary>What was brought in on the first day, before anything else of that day. On sheets alone.</summary>
    internal long Opening { get; init; }
}

/// <summary>What a pair stands at from a day on.</summary>
/// <param name="Day">Value date.</param>
/// <param name="Minutes">Positive: has given more.</param>
public sealed record BalanceStep(DateOnly Day, [property: Minutes] long Minutes);

/// <summary>What an institution gave in one of several years.</summary>
/// <param name="Year">Label of the year.</param>
/// <param name="Institution">Code of the institution.</param>
/// <param name="Given">Credited minutes that it gave.</param>
public sealed record YearOfMany(string Year, string Institution, [property: Minutes] long Given);

/// <summary>What is still open of the year for a pair: requested, approved, or delivered and not confirmed.</summary>
/// <param name="Institution">As it sees it.</param>
/// <param name="Counterpart">The other.</param>
/// <param name="ToGive">Minutes it would be credited.</param>
/// <param name="ToReceive">Minutes it would be debited.</param>
/// <param name="Balance">The balance at the year's end if all of it took place.</param>
public sealed record PlannedHours(
    string Institution, string Counterpart, [property: Minutes] long ToGive, [property: Minutes] long ToReceive, [property: Minutes] long Balance);

/// <summary>Places for practice training.</summary>
/// <param name="Year">Label of the year.</param>
/// <param name="Institution">Who offers them.</param>
/// <param name="Kind">A code of the parties' own.</param>
/// <param name="Places">0 to 10000.</param>
public sealed record PlacementFigures(string Year, string Institution, string Kind, int Places);

/// <summary>A promise beside hours.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Domain">Of the agreement, where it belongs to one.</param>
/// <param name="OwedBy">The party that owes it; null where all do.</param>
/// <param name="State">As it stands now.</param>
/// <param name="Text">What was promised; null where it was never told.</param>
/// <param name="Remark">Of this year.</param>
public sealed record CommitmentFigures(
    [property: KnownValues("joint-event", "cross-listed-course", "recruitment-priority", "research-opening", "placement", "other")] string Kind,
    string? Domain, string? OwedBy, [property: KnownValues("planned", "running", "fulfilled", "abandoned")] string State, string? Text, string? Remark);

/// <summary>A committee met.</summary>
/// <param name="CommitteeKind">Which committee.</param>
/// <param name="HeldOn">When.</param>
/// <param name="Participants">How many took part.</param>
/// <param name="Decisions">What was decided; the number alone where texts were never told.</param>
/// <param name="DecisionTexts">In the order of their numbers.</param>
public sealed record MeetingFigures(
    [property: KnownValues("steering", "monitoring", "thematic")] string CommitteeKind, DateOnly HeldOn, int Participants, int Decisions,
    IReadOnlyList<string>? DecisionTexts);

/// <summary>A committee, or a subgroup.</summary>
/// <param name="Kind">Which committee.</param>
/// <param name="Called">What it is called.</param>
/// <param name="DissolvedOn">Its last day, within the year; null else.</param>
/// <param name="Seats">By institution.</param>
/// <param name="ResourcePersons">Whom it asks: codes.</param>
/// <param name="Invitees">How many take part without a seat.</param>
/// <param name="MeetingsHeld">In the year.</param>
public sealed record CommitteeFigures(
    [property: KnownValues("steering", "monitoring", "thematic")] string Kind, string Called, DateOnly? DissolvedOn, IReadOnlyList<CommitteeSeatFigures> Seats,
    IReadOnlyList<string> ResourcePersons, int Invitees, int MeetingsHeld);

/// <summary>Seats of an institution.</summary>
/// <param name="Institution">Code of the institution.</param>
/// <param name="Seats">1 or more.</param>
public sealed record CommitteeSeatFigures(string Institution, int Seats);

/// <summary>Means lent in kind.</summary>
/// <param name="What">Premises, equipment and the like.</param>
/// <param name="Institution">Who lends them.</param>
/// <param name="Since">First day.</param>
/// <param name="Until">Last day; null while no end is known.</param>
public sealed record MeansFigures(string What, string Institution, DateOnly Since, DateOnly? Until);

/// <summary>Terms changed with the consent of all.</summary>
/// <param name="From">First day on which the new terms hold.</param>
/// <param name="Changes">What of them figures depend on; empty where other terms changed.</param>
public sealed record AmendmentFigures(DateOnly From, IReadOnlyList<TermChange> Changes);

/// <summary>A term that changed.</summary>
/// <param name="Kind">coefficient and tariff are of a nature, domain of a domain, settlement-tariff of a domain or of all; the others of the agreement.</param>
/// <param name="Code">Of the nature or domain; null of the agreement.</param>
/// <param name="Before">Null: there was none.</param>
/// <param name="After">Null: there is none.</param>
public sealed record TermChange(
    [property: KnownValues("coefficient", "tariff", "domain", "settlement-tariff", "carry-cap", "tariff-basis", "compensation")] string Kind, string? Code, string? Before,
    string? After);

/// <summary>An action of the plan.</summary>
/// <param name="Responsible">Who carries it out.</param>
/// <param name="DueOn">By when.</param>
/// <param name="State">As it stands now.</param>
/// <param name="Text">What is to be done; null where it was never told.</param>
/// <param name="Remark">Said with the state.</param>
public sealed record ActionFigures(
    string Responsible, DateOnly DueOn, [property: KnownValues("open", "done", "dropped")] string State, string? Text, string? Remark);

/// <summary>Where the year differs from the one before.</summary>
/// <param name="Kind">gap-widened or gap-narrowed, of a domain between two institutions; first-year, without a year before.</param>
/// <param name="Domain">Code of the domain.</param>
/// <param name="Leader">Who gives more in it now.</param>
/// <param name="Other">Who receives more.</param>
/// <param name="Gap">Given less received by the leader now.</param>
/// <param name="GapBefore">Between the two in the year before, without a sign.</param>
/// <param name="LeaderGiven">By the leader now.</param>
/// <param name="OtherGiven">By the other now.</param>
public sealed record Finding(
    [property: KnownValues("gap-widened", "gap-narrowed", "first-year")] string Kind, string Domain, string Leader, string Other, [property: Minutes] long Gap,
    [property: Minutes] long GapBefore, [property: Minutes] long LeaderGiven, [property: Minutes] long OtherGiven);

/// <summary>What waits for a decision.</summary>
/// <param name="Kind">notice: a notice ends the agreement with its term until then; meetings-few: the steering committee met less than agreed.</param>
/// <param name="By">Who decides; null is all parties.</param>
/// <param name="Due">By when; null where nothing says so.</param>
/// <param name="Text">Of the action.</param>
/// <param name="Count">How many lines, or meetings.</param>
/// <param name="Amount">To be paid.</param>
/// <param name="To">Who is paid.</param>
public sealed record ToDecide(
    [property: KnownValues(
        "settlement-unpaid", "action-overdue", "lines-open", "lines-disputed", "year-open", "year-signed", "notice", "agreement-ends", "meetings-few", "concentration")] string Kind, string? By, DateOnly? Due,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Count = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Amount = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? To = null);

/// <summary>A part of the report that people comment on.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Labels">Its heading by language.</param>
/// <param name="Domains">Whose figures stand beside the comment.</param>
/// <param name="Comment">What is said of it; null while nobody has said anything.</param>
public sealed record RubricFigures(string Code, IReadOnlyDictionary<string, string> Labels, IReadOnlyList<string> Domains, Comment? Comment = null);

/// <summary>By which terms the figures came about.</summary>
/// <param name="Coefficients">By nature.</param>
/// <param name="CarryCapMinutes">Per pair and domain, or per group; null is without limit.</param>
/// <param name="CompensationGroups">Domains that are set off against each other.</param>
public sealed record Method(
    IReadOnlyDictionary<string, string> Coefficients, [property: Minutes] int? CarryCapMinutes, IReadOnlyList<IReadOnlyList<string>> CompensationGroups);
