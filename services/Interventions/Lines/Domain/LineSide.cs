namespace HourExchange.Interventions.Lines.Domain;

/// <summary>Which of the line's two institutions may act.</summary>
public enum LineSide
{
    Either,
    Lender,
    Receiver,

    /// <summary>The institution that disputes the line.</summary>
    Disputer,
}
