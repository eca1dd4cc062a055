namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>Which lines each indicator of the yearly report counts, as SQL over <c>reporting.line</c>: the report counts them, its explanation lists them.</summary>
internal static class LineFigures
{
    public const string Live = "generation = (select number from reporting.generation where live)";

    public const string Standing = "state not in ('declined', 'cancelled')";
    public const string Open = "state in ('requested', 'approved', 'delivered')";
    public const string Disputed = "state = 'disputed'";
    public const string Corrected = "posting_revision > 1";
    public const string Direct = $"sourcing = 'direct' and {Standing}";
    public const string EmployerUninformed = $"employer_informed = false and {Direct}";
    public const string Tacit = "tacit";
    public const string Requested = "requested_at is not null";
    public const string Approved = $"approved_at is not null and {Requested}";
    public const string Declined = $"state = 'declined' and {Requested}";
    public const string Delivered = $"delivered_at is not null and state <> 'cancelled' and {Requested}";

    /// <summary>What may be credited still.</summary>
    public const string Planned = $"{Open} and regime = 'exchanged' and posting_revision = 0";

    public const string PlannedMinutes = "coalesce(planned_minutes, taught_minutes)";

    /// <summary>By the figure's name in the report. Those of requests are of who asked, those of hours to come of a pair.</summary>
    /// <returns>Null where there is no such figure.</returns>
    public static LineFigure? Of(string figure) => figure switch
    {
        "lines" => new(Standing),
        "open" => new(Open),
        "disputed" => new(Disputed),
        "corrected" => new(Corrected),
        "direct" => new(Direct),
        "employerUninformed" => new(EmployerUninformed),
        "tacit" => new(Tacit),
        "requested" => new(Requested, LineFigure.Asker),
        "approved" => new(Approved, LineFigure.Asker),
        "declined" => new(Declined, LineFigure.Asker),
        "delivered" => new(Delivered, LineFigure.Asker),
        "plannedMinutes" => new(Delivered, LineFigure.Asker, "planned_minutes"),
        "deliveredMinutes" => new(Delivered, LineFigure.Asker, "taught_minutes"),
        "toGive" => new(Planned, LineFigure.Giver, PlannedMinutes, IsCredited: true),
        "toReceive" => new(Planned, LineFigure.Receiver, PlannedMinutes, IsCredited: true),
        _ => null,
    };
}

/// <summary>Which lines a figure counts, and what of them.</summary>
/// <param name="Lines">SQL over <c>reporting.line</c>.</param>
/// <param name="Side">SQL of whose figure it is; empty: of the whole agreement.</param>
/// <param name="Minutes">SQL of what it sums; null: it counts lines.</param>
/// <param name="IsCredited">Whether those minutes are multiplied by the coefficient of the line's date.</param>
internal sealed record LineFigure(string Lines, string Side = "", string? Minutes = null, bool IsCredited = false)
{
    public const string Asker = "receiving_institution = @institution";
    public const string Giver = "lending_institution = @institution and receiving_institution = @counterpart";
    public const string Receiver = "receiving_institution = @institution and lending_institution = @counterpart";

    public bool NeedsInstitution => Side.Length > 0;

    public bool NeedsCounterpart => Side is Giver or Receiver;
}
