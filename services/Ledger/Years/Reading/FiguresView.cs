namespace HourExchange.Ledger.Years.Reading;

/// <summary>A pair and domain in minutes, as <paramref name="First"/> sees it: positive = has given.</summary>
/// <param name="Late">Given less received by lines of earlier years.</param>
/// <param name="Balance">The sum of the others, received counted against.</param>
public sealed record FiguresView(
    string First, string Second, string Domain, long Opening, long Given, long Received, long Late, long Adjusted, long Compensated, long Settled,
    long Carried, long Balance);
