using HourExchange.Plumbing;

namespace HourExchange.Interventions.Lines.Domain;

/// <summary>Who may turn a key over a delivered line: an approver of one of its two institutions who did not register it, once.</summary>
public static class KeyRules
{
    /// <summary>
    /// Keys confirm what was given, by whom, to whom and when: a change of title, place, sourcing or programme alone leaves them standing
    /// (docs/domain.md, Interventions).
    /// </summary>
    public static bool Stand(LineContent before, LineContent after) => after.InTheWordsOf(before) == before;

    /// <summary>A key confirms the revision that was looked at, and no other.</summary>
    /// <param name="revision">At which the line stands now.</param>
    public static Refusal OtherRevision(int revision) => Refusal.Conflict("revision-changed", $"The line stands at revision {revision}.");

    /// <returns>The refusal, or null: the key may be turned.</returns>
    public static Refusal? Check(Line line, Actor actor)
    {
        if (!line.IsBetween(actor.Institution))
        {
            return Refusal.Forbidden("line-of-others", "Only the line's two institutions confirm it.");
        }

        if (line.Hands.Contains(actor.Subject, StringComparer.Ordinal))
        {
            return Refusal.Forbidden("registered-by-same-person", "Who registered a line does not confirm it.");
        }

        if (line.State is LineState.Delivered or LineState.Confirmed && line.Keys.Any(key => key.Institution == actor.Institution))
        {
            return Refusal.Conflict("key-already-turned", $"{actor.Institution} has already confirmed this revision.");
        }

        // A subject is one person, whatever institution the token names.
        return LineLife.CheckMay(LineAct.Confirm, line, actor)
            ?? (line.Keys.Any(key => key.Subject == actor.Subject)
                ? Refusal.Forbidden("key-turned-by-same-person", "The two keys are turned by two people.") : null);
    }
}
