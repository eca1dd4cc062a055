
namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>A netting in the list of an institution that it concerns.</summary>
public sealed record NettingSummary
{
    // Dapper fills arrays by property, not by constructor.
    public Guid Id { get; init; }

    public string Currency { get; init; } = "";

    public string Hash { get; init; } = "";

    public string State { get; init; } = "";

    public string ProposedFor { get; init; } = "";

    public DateTime ProposedAt { get; init; }

    public DateTime? DecidedAt { get; init; }

    /// <summary>What the institution is paid in all; below zero, what it pays.</summary>
    public decimal NetPosition { get; init; }

    /// <summary>Institutions that have not decided, while it is open.</summary>
    public string[] Waiting { get; init; } = [];

    /// <summary>What the caller may do with it now: consent, refuse.</summary>
    public IReadOnlyList<string> Acts { get; init; } = [];
}
