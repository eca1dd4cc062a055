using HourExchange.Interventions.Domain;

namespace HourExchange.Interventions.RegisteringIntervention;

/// <summary>A line that is registered, found by the reference that an institution gave it.</summary>
/// <param name="ReferredBy">Whose reference it was found by.</param>
/// <param name="RegisteredBy">Who registered the line.</param>
internal sealed record KnownLine(Guid Id, string ReferredBy, string RegisteredBy, LineDraft Draft)
{
    /// <summary>The title and the sourcing of a line that the other party registered are the other party's words.</summary>
    public bool IsSameAs(LineDraft draft) => RegisteredBy == ReferredBy ? Draft with { Regime = draft.Regime, Programme = draft.Programme, Expertise = draft.Expertise } == draft : Draft.IsSameInterventionAs(draft);
}
