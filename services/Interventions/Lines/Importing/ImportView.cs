using HourExchange.Plumbing;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>An import as others see it.</summary>
/// <param name="Import">Its id, by which its lines are confirmed in bulk.</param>
/// <param name="Agreement">Under which its lines stand.</param>
/// <param name="Institution">Whose list it is.</param>
/// <param name="State">
/// running: its lines are being recorded; done; rejected: nothing was kept. Of a stored list before: judging, ready to be accepted,
/// failed: it could not be judged, and the fault is ours; expired.
/// </param>
/// <param name="Rows">Rows of the list that could be read.</param>
/// <param name="Worked">Rows looked at so far.</param>
/// <param name="Accepted">Lines registered.</param>
/// <param name="Duplicates">Lines known already, with the same content.</param>
/// <param name="Proposed">Lines known with other content.</param>
/// <param name="Cancelled">Lines known that are cancelled or declined: nothing becomes of them.</param>
/// <param name="Rejected">Faults; the request that imports lists them.</param>
public sealed record ImportView(
    Guid Import, string Agreement, string Institution,
    [property: KnownValues("judging", "ready", "failed", "expired", "running", "done", "rejected")] string State, int Rows, int Worked, int Accepted, int Duplicates,
    int Proposed, int Cancelled, int Rejected)
{
    /// <summary>What becomes of the rows of a stored list; null of one that was imported at once, or is gone.</summary>
    public StoredList? Stored { get; init; }

    internal static ImportView Of(StoredImport stored, string state, int? worked = null) => new(
        stored.Id, stored.Agreement, stored.Institution, state, stored.Rows, worked ?? stored.Judged, 0, 0, 0, 0, 0)
    { Stored = StoredList.Of(stored) };
}

/// <summary>What becomes of the rows of a stored list, as far as they have been judged; once it is accepted, what became of them.</summary>
/// <param name="New">Lines that begin.</param>
/// <param name="Known">Lines known already with the same content, or said twice.</param>
/// <param name="Changes">Lines known with other content: a change is proposed to each.</param>
/// <param name="Cancelled">Lines known that are cancelled or declined: nothing becomes of them.</param>
/// <param name="Faults">Rows that cannot be taken, those that could not be read included.</param>
/// <param name="JudgedAt">UTC; null while there is more to judge.</param>
/// <param name="ExpiresAt">UTC: until then its rows can be read, and it can be accepted.</param>
/// <param name="NewContributors">Codes with which somebody begins, in no line before this list: the first 50 in their order, once all rows are judged. A typing error is one, too.</param>
public sealed record StoredList(
    int New, int Known, int Changes, int Cancelled, int Faults, DateTime? JudgedAt, DateTime ExpiresAt, IReadOnlyList<string> NewContributors)
{
    internal static StoredList Of(StoredImport stored) =>
        new(stored.NewRows, stored.KnownRows, stored.ChangeRows, stored.CancelledRows, stored.FaultRows, stored.JudgedAt, stored.ExpiresAt, StrictJson.Read<string[]>(stored.NewContributors));
}
