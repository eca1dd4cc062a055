using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Calendars.Following;

/// <summary>A line as a calendar shows it: codes, never a title or a name.</summary>
/// <param name="ChangedAt">When it was last changed; UTC.</param>
internal sealed record CalendarLine(Guid Id, int Version, DateOnly Date, string Nature, string Domain, string Contributor, string State, DateTime ChangedAt)
{
    public string Summary => $"{Nature} · {Domain} · {Contributor}";

    /// <summary>RFC 5545, 3.8.1.11. A disputed line has taken place.</summary>
    public string Status => LineLife.State(State) switch
    {
        LineState.Requested or LineState.Approved => "TENTATIVE",
        LineState.Declined or LineState.Cancelled => "CANCELLED",
        _ => "CONFIRMED",
    };
}
