using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Committees.Domain;

/// <summary>Whether an action may stand in the action plan ([S2]: échéancier), and what may be said of its state.</summary>
public static class ActionRules
{
    public static readonly IReadOnlyList<string> States = ["open", "done", "dropped"];

    private const int TextLimit = 1000;

    /// <returns>The first rule it breaks, or null.</returns>
    public static Refusal? Check(Agreement agreement, string text, string responsible, DateOnly dueOn)
    {
        if (!Texts.IsWritten(text, TextLimit))
        {
            return Refusal.Invalid("action-text-invalid", $"An action has 1 to {TextLimit} characters.");
        }

        if (!agreement.HasParty(responsible))
        {
            return Refusal.Invalid("institution-unknown", $"{responsible} is no party to {agreement.Ref}.");
        }

        return CalendarDays.IsPlausible(dueOn) ? null : Refusal.Invalid("due-date-invalid", "An action is due between 1900 and 2199.");
    }

    /// <returns>The first rule it breaks, or null. Any state may follow any other: what was dropped may be taken up again.</returns>
    public static Refusal? CheckState(string state, string? remark)
    {
        if (!States.Contains(state))
        {
            return Refusal.Invalid("action-state-unknown", "An action is open, done or dropped.");
        }

        return Texts.IsNothingOrWritten(remark, TextLimit) ? null : Refusal.Invalid("remark-invalid", $"A remark has 1 to {TextLimit} characters.");
    }
}
