using HourExchange.Plumbing.Tables;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>What an import did, or a dry run would do.</summary>
/// <param name="Import">Its id, by which its lines are confirmed in bulk; null on a dry run.</param>
/// <param name="Accepted">Lines registered.</param>
/// <param name="Duplicates">Lines known already, with the same content.</param>
/// <param name="Proposed">Lines known with other content: a change is proposed to each, which nobody need take.</param>
/// <param name="Cancelled">Lines known that are cancelled or declined: nothing becomes of them.</param>
/// <param name="Faults">Faults of bad rows, of which a row may have several.</param>
/// <param name="Rejected">The first 1,000 of them, in the order of their rows.</param>
public record ImportResult(Guid? Import, int Accepted, int Duplicates, int Proposed, int Cancelled, int Faults, IReadOnlyList<RejectedRow> Rejected);
