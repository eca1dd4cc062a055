namespace HourExchange.Ledger.Years.Domain;

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
