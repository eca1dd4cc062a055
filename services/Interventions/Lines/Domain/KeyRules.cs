using HourExchange.Plumbing;
using HourExchange.Plumbing.Security;

namespace HourExchange.Interventions.Lines.Domain;

/// <summary>Who may turn a key over a delivered line: an approver of one of its two institutions who did not register it, once.</summary>
public static class KeyRules
{
    /// <returns>The refusal, or null: the key may be turned.</returns>
    public static Refusal? Check(LineToConfirm line, Caller caller)
    {
        if (caller.Institution != line.LendingInstitution && caller.Institution != line.ReceivingInstitution)
        {
            return Refusal.Forbidden("line-of-others", "Only the line's two institutions confirm it.");
        }

        if (line.RegisteredByCaller)
        {
            return Refusal.Forbidden("registered-by-same-person", "Who registered a line does not confirm it.");
        }

        if (line.State is LineState.Delivered or LineState.Confirmed && line.TurnedBy.Contains(caller.Institution, StringComparer.Ordinal))
        {
            return Refusal.Conflict("key-already-turned", $"{caller.Institution} has already confirmed this revision.");
        }

        return LineLife.Check(LineAct.Confirm, line.State, caller.Institution, line.LendingInstitution, line.ReceivingInstitution, null, null)
            ?? (line.TurnedByCaller ? Refusal.Forbidden("key-turned-by-same-person", "The two keys are turned by two people.") : null);
    }
}
