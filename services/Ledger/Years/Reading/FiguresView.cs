using HourExchange.Plumbing;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>A pair and domain in minutes, as <paramref name="First"/> sees it: positive = has given.</summary>
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
/// <param name="Balance">The sum of the others, received counted against.</param>
public sealed record FiguresView(
    string First, string Second, string Domain, [property: Minutes] long Opening, [property: Minutes] long Given, [property: Minutes] long Received,
    [property: Minutes] long Late, [property: Minutes] long Adjusted, [property: Minutes] long Compensated, [property: Minutes] long Settled,
    [property: Minutes] long Carried, [property: Minutes] long Balance)
{
    /// <summary>What was there to be compensated, paid for or carried.</summary>
    internal long BeforeClosing => Balance - Compensated - Settled - Carried;
}
