using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Interventions.Lines.Domain;

/// <summary>
/// A line: what people state of an intervention, and where it stands. Every act on it is a function here: it asks the table of
/// a line's life (<see cref="LineLife"/>) and answers the line as it becomes, or the refusal.
/// </summary>
public sealed record Line
{
    public required Guid Id { get; init; }
    public required string Agreement { get; init; }
    public required LineContent Content { get; init; }
    public required LineState State { get; init; }

    /// <summary>How either institution refers to it.</summary>
    public IReadOnlyList<LineReference> References { get; init; } = [];

    /// <summary>Keys turned over the present revision.</summary>
    public IReadOnlyList<LineKey> Keys { get; init; } = [];

    /// <summary>The delivered revision that keys are turned over; from 1.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>Counts what people change; the ETag. The ledger's answer is no change of theirs.</summary>
    public int Version { get; init; } = 1;

    /// <summary>1 to 1440: of a shared line its own part.</summary>
    public required int TaughtMinutes { get; init; }

    /// <summary>The day for which it was requested and approved; null where it was registered as delivered.</summary>
    public DateOnly? PlannedDate { get; init; }

    /// <summary>As it was requested and approved, 1 to 1440; null where it was registered as delivered.</summary>
    public int? PlannedMinutes { get; init; }

    public Guid? Series { get; init; }
    public Guid? CoTaught { get; init; }

    /// <summary>How many teach it together; 1 alone.</summary>
    public int CoTeachers { get; init; } = 1;

    /// <summary>Which of them this line is of, from 1.</summary>
    public int CoPosition { get; init; } = 1;

    /// <summary>Whether this revision asks to cancel what is posted.</summary>
    public bool Cancels { get; init; }

    public LineState? DisputedFrom { get; init; }
    public string? DisputedBy { get; init; }

    /// <summary>How long it lasted, as who disputes it says: 1 to 1440, of what is taught together the whole. Null where nobody says.</summary>
    public int? ProposedMinutes { get; init; }

    /// <summary>Number of the last pair of keys that the ledger was told of; 0 before the first.</summary>
    public int PostingRevision { get; init; }

    /// <summary>Whether a posting of the line stands in the book, or is on its way there.</summary>
    public bool Stands { get; init; }

    /// <summary>Null until the second key turns.</summary>
    public int? TermsVersion { get; init; }

    /// <summary>Null until the second key turns.</summary>
    public int? CreditedMinutes { get; init; }

    /// <summary>Of the posting that stands in the book or is on its way there; null where none does.</summary>
    public int? StandingMinutes { get; init; }

    public long? PostingNumber { get; init; }
    public string? PostingRefused { get; init; }

    /// <summary>Why the keys turned over the revision before no longer hold; null where none fell.</summary>
    public string? KeysVoid { get; init; }

    /// <summary>Institutions that had turned their key over the revision before.</summary>
    public string[] KeysFallen { get; init; } = [];

    /// <summary>Who registered the line or brought in a later revision of it, by pseudonym.</summary>
    public string[] Hands { get; init; } = [];

    public string? ReferenceOf(string institution) => References.FirstOrDefault(reference => reference.Institution == institution)?.Reference;

    public bool IsBetween(string institution) => Content.IsBetween(institution);

    /// <summary>It has not taken place yet.</summary>
    public bool IsPlanned => State is LineState.Requested or LineState.Approved;

    /// <summary>What this actor may do with the line as it stands.</summary>
    [ForeseesRefusals]
    public IReadOnlyList<LineAct> ActsOf(Actor actor) => [.. LineLife.Steps.Where(step => step.From == State && MayBegin(step.Act, actor)).Select(step => step.Act)];

    private bool MayBegin(LineAct act, Actor actor) => act switch
    {
        LineAct.Confirm => KeyRules.Check(this, actor) is null,
        LineAct.Approve => CheckApprover(actor) is null && LineLife.CheckMay(act, this, actor) is null,
        LineAct.Cancel => !IsCancellationPending && LineLife.CheckMay(act, this, actor) is null,
        _ => LineLife.CheckMay(act, this, actor) is null,
    };

    private bool IsCancellationPending => Stands && Cancels;

    public Decision<Line> Approve(Actor actor) => CheckApprover(actor) is { } refusal ? refusal : Move(LineAct.Approve, actor, null);

    public Decision<Line> Decline(Actor actor, string? reason) => Move(LineAct.Decline, actor, reason);

    public Decision<Line> Deliver(Actor actor, LineChanges changes, Agreement agreement, DateOnly today) =>
        Revise(LineAct.Deliver, actor, null, changes.ApplyTo(Content), agreement, today);

    public Decision<Line> Correct(Actor actor, string? reason, LineChanges changes, Agreement agreement, DateOnly today)
    {
        var content = changes.ApplyTo(Content);
        return LineLife.Check(LineAct.Correct, this, actor, reason) is { } refusal ? refusal
            : content == Content && !Cancels ? Refusal.Invalid("correction-empty", "The correction changes nothing.")
            : Change(actor, reason, content, agreement, today);
    }

    /// <summary>A change that a list proposes is taken: a correction like any other.</summary>
    public Decision<Line> Take(Actor actor, string? reason, LineContent proposed, Agreement agreement, DateOnly today) =>
        Change(actor, reason, proposed.CompletedFrom(Content), agreement, today);

    /// <summary>What is posted stands until both keys have turned over the revision that asks to cancel it; the rest is cancelled at once.</summary>
    public Decision<Line> Cancel(Actor actor, string? reason)
    {
        if (LineLife.Check(LineAct.Cancel, this, actor, reason) is { } refusal)
        {
            return refusal;
        }

        return IsCancellationPending
            ? Refusal.Conflict("cancellation-pending", "The line already asks to be cancelled: both keys decide.")
            : Renewed(LineAct.Cancel) with { Cancels = Stands };
    }

    /// <param name="proposedMinutes">How long it lasted, for a registrar to take as a correction; null leaves what was proposed before.</param>
    public Decision<Line> Dispute(Actor actor, string? reason, int? proposedMinutes, Agreement agreement)
    {
        if (Move(LineAct.Dispute, actor, reason).IsRefused(out var refusal, out var line))
        {
            return refusal;
        }

        return proposedMinutes is { } minutes && agreement.LastTermsAt(Content.Date)?.InUnits(minutes, Content.Unit) is null
            ? Refusal.Invalid(
                "proposed-minutes-invalid", $"{minutes} is not 1 to {Agreements.Domain.TaughtMinutes.Limit} minutes, or no quantity of a unit of the agreement with four decimals at most.")
            : line with
            {
                DisputedFrom = DisputedFrom ?? State,
                DisputedBy = DisputedBy ?? actor.Institution,
                ProposedMinutes = proposedMinutes ?? ProposedMinutes,
            };
    }

    public Decision<Line> Withdraw(Actor actor) =>
        Move(LineAct.Withdraw, actor, null).Then(line => line with { DisputedFrom = null, DisputedBy = null, ProposedMinutes = null });

    /// <summary>What a dispute proposes is taken, with whatever else is corrected.</summary>
    public Decision<Line> TakeProposed(Actor actor, string? reason, LineChanges changes, Agreement agreement, DateOnly today)
    {
        if (LineLife.Check(LineAct.Correct, this, actor, reason) is { } refusal)
        {
            return refusal;
        }

        if (ProposedMinutes is not { } minutes)
        {
            return Refusal.Conflict("nothing-proposed", "Who disputes the line proposes no minutes.");
        }

        // By the terms of today it may be no quantity any more: then it is corrected by hand.
        return agreement.LastTermsAt(Content.Date)?.InUnits(minutes, Content.Unit) is var (quantity, unit)
            ? Correct(actor, reason, changes with { Quantity = quantity, Unit = unit }, agreement, today)
            : Refusal.Conflict("terms-changed", "By the terms at the line's date its duration is another now: correct the line.");
    }

    /// <summary>A key is turned that the rules allow (<see cref="KeyRules"/>), or that silence turns.</summary>
    public Line Turn(LineKey key) => this with { State = LineLife.Target(LineAct.Confirm, this), Keys = [.. Keys, key] };

    // Nobody approves for one institution what the same person asked for in another.
    private Refusal? CheckApprover(Actor actor) => LineLife.CheckMay(LineAct.Approve, this, actor)
        ?? (Hands.Contains(actor.Subject, StringComparer.Ordinal)
            ? Refusal.Forbidden("registered-by-same-person", "Who asked for an intervention does not approve it.") : null);

    /// <summary>A change of words alone needs no key and makes no revision; any other voids the keys.</summary>
    private Decision<Line> Change(Actor actor, string? reason, LineContent content, Agreement agreement, DateOnly today)
    {
        if (Cancels || !KeyRules.Stand(Content, content))
        {
            return Revise(LineAct.Correct, actor, reason, content, agreement, today);
        }

        return LineLife.Check(LineAct.Correct, this, actor, reason) is { } refusal ? refusal
            : LineRules.Check(agreement, content, actor.Institution, admitted: true) is { Count: > 0 } faults ? LineFault.Refuse(faults)
            : this with { Content = content };
    }

    private Decision<Line> Move(LineAct act, Actor actor, string? reason) =>
        LineLife.Check(act, this, actor, reason) is { } refusal ? refusal : this with { State = LineLife.Target(act, this) };

    /// <summary>
    /// The line with other content and a new revision, so without keys; by the same rules as a new line. Refused where the
    /// two institutions would be others: that is another line.
    /// </summary>
    private Decision<Line> Revise(LineAct act, Actor actor, string? reason, LineContent content, Agreement agreement, DateOnly today)
    {
        if (LineLife.Check(act, this, actor, reason) is { } refusal)
        {
            return refusal;
        }

        if (!IsBetween(content.LendingInstitution) || !IsBetween(content.ReceivingInstitution))
        {
            return Refusal.Invalid("institutions-fixed", "A line stays between its two institutions; its direction may change.");
        }

        return Renew(act, actor.Institution, content, agreement, today);
    }

    /// <summary>
    /// What is taught together changes by an act on another's line: so does this one, by nobody's own act. It is a new revision.
    /// </summary>
    /// <param name="act">Which of its own acts it amounts to.</param>
    /// <param name="institution">Whose act on the other line it follows.</param>
    public Decision<Line> Follow(LineAct act, string institution, LineContent content, Agreement agreement, DateOnly today) =>
        LineLife.CheckState(act, State) is { } refusal ? refusal : Renew(act, institution, content, agreement, today);

    private Decision<Line> Renew(LineAct act, string institution, LineContent content, Agreement agreement, DateOnly today)
    {
        var faults = LineRules.Check(agreement, content, institution, admitted: content.Date == Content.Date,
            latest: LineLife.Target(act, this) == LineState.Requested ? null : today);
        if (faults.Count == 0 && CoTeaching.CheckShare(agreement, content, CoTeachers, CoPosition) is { } share)
        {
            faults = [share];
        }

        if (faults.Count > 0)
        {
            return LineFault.Refuse(faults);
        }

        var renewed = Renewed(act) with
        {
            Content = content with { Regime = content.Regime ?? Regimes.Exchanged },
            TaughtMinutes = CoTeaching.TaughtBy(agreement, content, CoTeachers, CoPosition),
        };
        return renewed.IsPlanned ? renewed with { PlannedDate = content.Date, PlannedMinutes = renewed.TaughtMinutes } : renewed;
    }

    private Line Renewed(LineAct act) => this with
    {
        State = LineLife.Target(act, this),
        Revision = Revision + 1,
        Keys = [],
        Cancels = false,
        DisputedFrom = null,
        DisputedBy = null,
        ProposedMinutes = null,
        TermsVersion = null,
        CreditedMinutes = null,
    };
}
