namespace HourExchange.Ledger.Years.Drafting;

/// <param name="ExcludedDisputed">Every disputed line of the year that the statement leaves out; none by default.</param>
public sealed record DraftRequest(IReadOnlyList<Guid>? ExcludedDisputed = null)
{
    public const int Limit = 1_000;

    internal IReadOnlyList<Guid> Excluded => [.. (ExcludedDisputed ?? []).Distinct()];
}
