using HourExchange.Plumbing;

namespace HourExchange.Reporting.Reports.Figures;

/// <summary>What moved one account in a period, in minutes: the balance is opening, given, late, adjusted, compensated, settled and carried, less received.</summary>
/// <param name="Agreement">Code of the agreement.</param>
/// <param name="Institution">Whose account it is: positive minutes are in its favour.</param>
/// <param name="Counterpart">The other side, whose account mirrors this one.</param>
/// <param name="Domain">Code of the domain; null in a total.</param>
/// <param name="Opening">Carried in, brought in by an opening, and in any other period than a ledger year all that was before.</param>
/// <param name="Given">By lines of the period.</param>
/// <param name="Received">By lines of the period.</param>
/// <param name="Late">Given less received by lines of earlier years, posted when those were signed.</param>
/// <param name="Adjusted">Moved with the consent of both sides.</param>
/// <param name="Compensated">Set off against other domains at a year's end.</param>
/// <param name="Settled">Became money at a year's end.</param>
/// <param name="Carried">Handed to the next year; 0 in any other period than a ledger year, whose closing is what goes on.</param>
/// <param name="Closing">The balance at the end.</param>
public sealed record AccountFigures(
    string Agreement, string Institution, string Counterpart, string? Domain, [property: Minutes] long Opening, [property: Minutes] long Given,
    [property: Minutes] long Received, [property: Minutes] long Late, [property: Minutes] long Adjusted, [property: Minutes] long Compensated,
    [property: Minutes] long Settled, [property: Minutes] long Carried, [property: Minutes] long Closing)
{
    /// <summary>The columns that people read, in their order: codes of words.</summary>
    internal static readonly IReadOnlyList<string> Printed = ["opening", "given", "received", "late", "adjusted", "compensated", "settled", "carried", "closing"];

    /// <summary>In the order of <see cref="Printed"/>.</summary>
    internal IEnumerable<long> Minutes => [Opening, Given, Received, Late, Adjusted, Compensated, Settled, Carried, Closing];

    /// <summary>The sum of a pair's rows.</summary>
    public static AccountFigures Total(IEnumerable<AccountFigures> rows) => rows.Aggregate((left, right) => left with
    {
        Opening = left.Opening + right.Opening,
        Given = left.Given + right.Given,
        Received = left.Received + right.Received,
        Late = left.Late + right.Late,
        Adjusted = left.Adjusted + right.Adjusted,
        Compensated = left.Compensated + right.Compensated,
        Settled = left.Settled + right.Settled,
        Carried = left.Carried + right.Carried,
        Closing = left.Closing + right.Closing,
    }) with
    { Domain = null };
}
