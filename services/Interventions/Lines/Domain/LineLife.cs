using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Lines.Domain;

/// <summary>
/// The whole life of a line, as a table: what is not in it is not possible. docs/states.md is printed from here
/// (docs/domain.md, Interventions).
/// </summary>
public static class LineLife
{
    private const string AnyChange = "a new revision; both keys fall, and the reason says why; a change of words alone changes neither state nor keys";
    private const string Taken = "before posting at once; after it as a new revision, which both keys cancel";

    public static IReadOnlyList<LineStep> Steps { get; } =
    [
        Step(null, LineAct.Request, Roles.Registrar, LineSide.Receiver, "the receiving side asks for an intervention", LineState.Requested),
        Step(null, LineAct.Register, Roles.Registrar, LineSide.Either, "after the fact, one by one or from a list; no key is turned by it", LineState.Delivered),
        Step(LineState.Requested, LineAct.Approve, Roles.Approver, LineSide.Lender, "permits planning; it is not a key", LineState.Approved),
        Step(LineState.Requested, LineAct.Decline, Roles.Approver, LineSide.Lender, "with a reason", LineState.Declined),
        Step(LineState.Requested, LineAct.Correct, Roles.Registrar, LineSide.Either, AnyChange, LineState.Requested),
        Step(LineState.Requested, LineAct.Cancel, Roles.Registrar, LineSide.Either, "with a reason", LineState.Cancelled),
        Step(LineState.Approved, LineAct.Deliver, Roles.Registrar, LineSide.Either, "with the actual date and duration", LineState.Delivered),
        Step(LineState.Approved, LineAct.Correct, Roles.Registrar, LineSide.Either, "what was approved has changed: it is asked for again", LineState.Requested),
        Step(LineState.Approved, LineAct.Cancel, Roles.Registrar, LineSide.Either, "with a reason", LineState.Cancelled),
        Step(LineState.Delivered, LineAct.Confirm, Roles.Approver, LineSide.Either,
            "one key of each institution over one revision, by two people who did not register it; the second confirms it, or cancels what it asks to cancel",
            new(LineState.Delivered, line => line.Keys.Count == 0), new(LineState.Confirmed, line => !line.Cancels), LineState.Cancelled),
        Step(LineState.Delivered, LineAct.Dispute, Roles.Approver, LineSide.Either, "with a reason", LineState.Disputed),
        Step(LineState.Delivered, LineAct.Correct, Roles.Registrar, LineSide.Either, AnyChange, LineState.Delivered),
        Step(LineState.Delivered, LineAct.Cancel, Roles.Registrar, LineSide.Either, Taken, new(LineState.Cancelled, line => !line.Stands), LineState.Delivered),
        Step(LineState.Confirmed, LineAct.Dispute, Roles.Approver, LineSide.Either, "its posting stands meanwhile", LineState.Disputed),
        Step(LineState.Confirmed, LineAct.Correct, Roles.Registrar, LineSide.Either, AnyChange + "; its posting stands until both keys turn again", LineState.Delivered),
        Step(LineState.Confirmed, LineAct.Cancel, Roles.Registrar, LineSide.Either, Taken, new(LineState.Cancelled, line => !line.Stands), LineState.Delivered),
        Step(LineState.Disputed, LineAct.Dispute, Roles.Approver, LineSide.Either, "another word in the thread", LineState.Disputed),
        Step(LineState.Disputed, LineAct.Withdraw, Roles.Approver, LineSide.Disputer, "the line stands again where it stood",
            new(LineState.Delivered, line => line.DisputedFrom == LineState.Delivered), LineState.Confirmed),
        Step(LineState.Disputed, LineAct.Correct, Roles.Registrar, LineSide.Either, AnyChange, LineState.Delivered),
        Step(LineState.Disputed, LineAct.Cancel, Roles.Registrar, LineSide.Either, Taken, new(LineState.Cancelled, line => !line.Stands), LineState.Delivered),
    ];

    public static readonly IReadOnlyList<string> StateNames = [.. Enum.GetValues<LineState>().Select(Name)];

    public static readonly IReadOnlyList<string> ActNames = [.. Enum.GetValues<LineAct>().Select(Name)];

    /// <summary>How a state is called on the wire and in tables: in lower case.</summary>
    public static string Name(LineState state) => state.ToString().ToLowerInvariant();

    /// <summary>How an act is called on the wire and in tables: in lower case.</summary>
    public static string Name(LineAct act) => act.ToString().ToLowerInvariant();

    public static LineState State(string name) => Enum.Parse<LineState>(name, ignoreCase: true);

    /// <summary>Who does an act, in whatever state: each act has one role.</summary>
    public static string RoleOf(LineAct act) => Steps.First(step => step.Act == act).Role;

    /// <summary>Where an act leads that <see cref="Check"/> allows.</summary>
    public static LineState Target(LineAct act, Line line) => Steps.First(step => step.From == line.State && step.Act == act).Target(line);

    /// <returns>The refusal, or null: the actor may do it, with a reason where one is owed.</returns>
    public static Refusal? Check(LineAct act, Line line, Actor actor, string? reason) =>
        CheckMay(act, line, actor)
        ?? (Steps.First(step => step.Act == act).NeedsReason && !Texts.IsReason(reason)
            ? Refusal.Invalid("reason-missing", "Give a reason of 3 to 1000 characters: the other side is owed one.")
            : null);

    /// <summary>State, role and side alone.</summary>
    public static Refusal? CheckMay(LineAct act, Line line, Actor actor)
    {
        if (!line.IsBetween(actor.Institution))
        {
            return Refusal.Forbidden("line-of-others", "Only the line's two institutions act on it.");
        }

        if (CheckState(act, line.State, line, actor) is { } illegal)
        {
            return illegal;
        }

        var step = Steps.First(step => step.From == line.State && step.Act == act);
        var side = step.Side.ToString().ToLowerInvariant();
        return !IsOf(step.Side, line, actor.Institution) ? Refusal.Forbidden("side-wrong", $"This is for the {side} of the line.")
            : actor.Role != step.Role ? Refusal.Forbidden("role-missing", $"This is for the {step.Role} of the line's institutions.")
            : null;
    }

    /// <summary>The state alone.</summary>
    public static Refusal? CheckState(LineAct act, LineState state) => CheckState(act, state, null, null);

    private static Refusal? CheckState(LineAct wanted, LineState stands, Line? line, Actor? actor)
    {
        if (Steps.Any(step => step.From == stands && step.Act == wanted))
        {
            return null;
        }

        var (state, act) = (Name(stands), Name(wanted));
        return Refusal.Conflict("transition-illegal", $"The line is {state}: {act} is not possible.") with
        {
            Extensions = new Dictionary<string, object?>
            {
                ["state"] = state,
                ["possible"] = Steps.Where(step => step.From == stands && (line is null || IsOf(step.Side, line, actor!.Institution)))
                    .Select(step => new { act = Name(step.Act), step.Role }).ToList(),
            },
        };
    }

    private static bool IsOf(LineSide side, Line line, string institution) => side switch
    {
        LineSide.Lender => institution == line.Content.LendingInstitution,
        LineSide.Receiver => institution == line.Content.ReceivingInstitution,
        LineSide.Disputer => institution == line.DisputedBy,
        _ => true,
    };

    private static LineStep Step(LineState? from, LineAct act, string role, LineSide side, string rule, params LineTarget[] to) =>
        new(from, act, role, side, to, rule);
}
