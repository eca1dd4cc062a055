using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Lines.Registering;

/// <summary>A line that is registered, found by the reference that an institution gave it.</summary>
/// <param name="ReferredBy">Whose reference it was found by.</param>
/// <param name="RegisteredBy">Who registered the line.</param>
/// <param name="IsPlanned">Requested or approved: it has not taken place yet.</param>
internal sealed record KnownLine(Guid Id, string ReferredBy, string RegisteredBy, LineDraft Draft, bool IsPlanned = false)
{
    /// <summary>The title and the sourcing of a line that the other party registered are the other party's words.</summary>
    public bool IsSameAs(LineDraft draft)
    {
        // What a list does not say, it does not say differently.
        var said = draft with
        {
            Regime = draft.Regime ?? Draft.Regime,
            Programme = draft.Programme ?? Draft.Programme,
            Expertise = draft.Expertise ?? Draft.Expertise,
        };
        return RegisteredBy == ReferredBy ? Draft == said : Draft.Regime == said.Regime && Draft.IsSameInterventionAs(said);
    }
}
