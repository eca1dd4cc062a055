namespace HourExchange.Interventions.Lines.Domain;

/// <summary>Where a line stands in its life (docs/states.md).</summary>
public enum LineState
{
    Requested,
    Approved,
    Declined,
    Delivered,
    Confirmed,
    Disputed,
    Cancelled,
}
