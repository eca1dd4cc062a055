using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Lines.Keeping;

/// <summary>A line as it stands in the table, locked.</summary>
internal sealed record StoredLine
{
    public Guid Id { get; init; }

    public string Agreement { get; init; } = "";

    public int Revision { get; init; }

    public int Version { get; init; }

    public string State { get; init; } = "";

    public DateOnly Date { get; init; }

    public string LendingInstitution { get; init; } = "";

    public string ReceivingInstitution { get; init; } = "";

    public string Contributor { get; init; } = "";

    public string Domain { get; init; } = "";

    public string Nature { get; init; } = "";

    public string Title { get; init; } = "";

    public decimal Quantity { get; init; }

    public string Unit { get; init; } = "";

    public int TaughtMinutes { get; init; }

    public int CoTeachers { get; init; }

    public int CoPosition { get; init; }

    public string? Sourcing { get; init; }

    public bool? EmployerInformed { get; init; }

    public string Regime { get; init; } = "";

    public string? Programme { get; init; }

    public string? Expertise { get; init; }

    /// <summary>Whether this revision asks to cancel what is posted.</summary>
    public bool Cancels { get; init; }

    public string? DisputedFrom { get; init; }

    public string? DisputedBy { get; init; }

    public int PostingRevision { get; init; }

    /// <summary>Whether a posting of the line stands in the book, or is on its way there.</summary>
    public bool Stands { get; init; }

    public int? TermsVersion { get; init; }

    public int? CreditedMinutes { get; init; }

    public string? LendingReference { get; init; }

    public string? ReceivingReference { get; init; }

    /// <summary>Whether the person who asks registered the line or brought in a later revision of it.</summary>
    public bool RegisteredByCaller { get; init; }

    /// <summary>Keys turned over the present revision.</summary>
    public List<StoredKey> Keys { get; } = [];

    /// <param name="subject">Who wants to turn a key. A subject is one person, whatever institution the token names.</param>
    public LineToConfirm ToConfirm(string subject) => new(
        LineLife.State(State), LendingInstitution, ReceivingInstitution, RegisteredByCaller, Keys.Any(key => key.TurnedBy == subject),
        [.. Keys.Select(key => key.Institution)]);

    public LineDraft ToDraft() => new(
        null, Date, LendingInstitution, ReceivingInstitution, Contributor, Domain, Nature, Title, Quantity, Unit, Sourcing, EmployerInformed,
        Regime, Programme, Expertise);

    public StoredLine With(LineDraft draft, int taughtMinutes) => this with
    {
        Date = draft.Date,
        LendingInstitution = draft.LendingInstitution,
        ReceivingInstitution = draft.ReceivingInstitution,
        Contributor = draft.Contributor,
        Domain = draft.Domain,
        Nature = draft.Nature,
        Title = draft.Title,
        Quantity = draft.Quantity,
        Unit = draft.Unit,
        TaughtMinutes = taughtMinutes,
        Sourcing = draft.Sourcing,
        EmployerInformed = draft.EmployerInformed,
        Regime = draft.Regime ?? Regimes.Exchanged,
        Programme = draft.Programme,
        Expertise = draft.Expertise,
    };
}
