using HourExchange.Plumbing;
using HourExchange.Reporting.Reports.Figures;

namespace HourExchange.Reporting.Reports.Explaining;

/// <summary>How one figure of a report came about: the rule, the terms that it was computed by, and the postings behind it.</summary>
/// <param name="Rule">In a sentence, in the reader's language.</param>
/// <param name="Unit">What the figure is a number of: minutes and lines are the sums below, money is <paramref name="Amount"/>.</param>
/// <param name="Minutes">Sum over all postings behind it, not of this page alone: of a figure in minutes the figure itself.</param>
/// <param name="Lines">How many lines, a reversal taking one back: of a figure in lines the figure itself.</param>
/// <param name="Amount">Of a figure in money the figure itself; null else.</param>
/// <param name="Count">How many postings are behind it.</param>
/// <param name="Terms">Coefficients, tariffs and limits that it was computed by, at most 200.</param>
/// <param name="Complete">Up to which posting the figure is complete.</param>
/// <param name="Postings">By value date, then by number.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record ExplainedFigure(
    string Rule, [property: KnownValues("minutes", "lines", "money")] string Unit, [property: Minutes] long Minutes, long Lines, decimal? Amount, long Count,
    IReadOnlyList<AppliedTerm> Terms, CompleteTo Complete, IReadOnlyList<ExplainedPosting> Postings, long? Next);

/// <summary>A term of the agreement that a figure was computed by.</summary>
/// <param name="Kind">coefficient and tariff are of a nature; carry-cap (minutes) and settlement-tariff (per 60 credited minutes) of what a year's end does.</param>
/// <param name="Code">Of the nature, or of the domain that has a settlement tariff of its own; null of the whole agreement.</param>
/// <param name="Value">A rational, money or minutes. Of a coefficient as the postings keep it.</param>
/// <param name="Since">Day from which the terms say so; null where they say otherwise now: what is confirmed is never credited anew.</param>
public sealed record AppliedTerm(
    [property: KnownValues("coefficient", "tariff", "carry-cap", "settlement-tariff")] string Kind, string? Code, string Value, DateOnly? Since);

/// <summary>A posting behind a figure.</summary>
/// <param name="Number">In the agreement's book.</param>
/// <param name="Kind">intervention, reversal, opening, adjustment, compensation, carry-forward or settlement.</param>
/// <param name="Reverses">Number of the posting that it takes back.</param>
/// <param name="ValueDate">From it on it counts.</param>
/// <param name="LineDate">Of the intervention.</param>
/// <param name="Credit">Whose account is credited.</param>
/// <param name="Debit">Whose account is debited.</param>
/// <param name="Domain">Code of the domain.</param>
/// <param name="LendingReference">The line's, at who gave.</param>
/// <param name="ReceivingReference">The line's, at who received.</param>
/// <param name="Contributor">Code.</param>
/// <param name="Nature">Code of the nature; null of what is no intervention.</param>
/// <param name="Quantity">As the line has it.</param>
/// <param name="Unit">Of the quantity.</param>
/// <param name="TaughtMinutes">Before the coefficient.</param>
/// <param name="Coefficient">A rational, as it was credited.</param>
/// <param name="CreditedMinutes">What the posting moves, above zero.</param>
/// <param name="Minutes">What it adds to the figure's minutes; below zero: what it takes off.</param>
/// <param name="Line">The intervention; null of what is none.</param>
public sealed record ExplainedPosting(
    long Number, string Kind, long? Reverses, DateOnly ValueDate, DateOnly LineDate, string Credit, string Debit, string Domain, string? LendingReference,
    string? ReceivingReference, string? Contributor, string? Nature, string? Quantity, string? Unit, [property: Minutes] int? TaughtMinutes, string? Coefficient,
    [property: Minutes] int CreditedMinutes, [property: Minutes] long Minutes, Guid? Line);
