namespace HourExchange.Interventions.Lines.Importing;

/// <summary>An import as others see it.</summary>
/// <param name="State">running, done, or rejected: nothing was kept.</param>
/// <param name="Rows">Rows of the list that could be read.</param>
/// <param name="Worked">Rows looked at so far.</param>
/// <param name="Rejected">Faults; the request that imports lists them.</param>
public sealed record ImportView(
    Guid Import, string Agreement, string Institution, string State, int Rows, int Worked, int Accepted, int Duplicates, int Proposed, int Rejected);
