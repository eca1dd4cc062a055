namespace HourExchange.Ledger.Years.Domain;

/// <summary>What a draft says of the year's disputed lines (docs/domain.md, Year end).</summary>
/// <param name="Excluded">Not posted, and left out.</param>
/// <param name="Counted">Posted: contested, and counted.</param>
internal sealed record NamedDisputes(IReadOnlyList<Guid> Excluded, IReadOnlyList<Guid> Counted)
{
    public static NamedDisputes None { get; } = new([], []);

    public IEnumerable<Guid> All => Excluded.Concat(Counted);
}
