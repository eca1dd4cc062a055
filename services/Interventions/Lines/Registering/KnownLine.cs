using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Lines.Registering;

/// <summary>A line that is registered, found by the reference that an institution gave it.</summary>
/// <param name="ReferredBy">Whose reference it was found by.</param>
/// <param name="RegisteredBy">Who registered the line.</param>
/// <param name="IsPlanned">Requested or approved: it has not taken place yet.</param>
internal sealed record KnownLine(Guid Id, string ReferredBy, string RegisteredBy, LineContent Content, bool IsPlanned)
{
    /// <summary>The title and the sourcing of a line that the other party registered are the other party's words.</summary>
    public bool IsSameAs(LineContent content) => content.CompletedFrom(Content) is var said && RegisteredBy == ReferredBy
        ? Content == said
        : Content.Regime == said.Regime && Content.IsSameInterventionAs(said);
}
