using HourExchange.Ledger.Consenting;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>A netting in the list of an institution that it concerns.</summary>
public sealed record NettingSummary
{
    // Dapper fills arrays by property, not by constructor.
    /// <summary>Its identifier.</summary>
    public required Guid Id { get; init; }

    /// <summary>ISO 4217.</summary>
    [Format("iso-4217", "CHF")]
    public required string Currency { get; init; }

    /// <summary>Of what is consented to.</summary>
    public required string Hash { get; init; }

    /// <summary>Where it stands.</summary>
    [KnownValues(typeof(ProposalLife), nameof(ProposalLife.States))]
    public required string State { get; init; }

    /// <summary>Code of the institution that proposed it.</summary>
    public required string ProposedFor { get; init; }

    /// <summary>It is refused because who proposed it took it back.</summary>
    public required bool IsTakenBack { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ProposedAt { get; init; }

    /// <summary>UTC; null while it is open.</summary>
    public required DateTime? DecidedAt { get; init; }

    /// <summary>Why it is void; else null.</summary>
    [KnownValues(typeof(ProposalLife), nameof(ProposalLife.VoidReasons))]
    public required string? VoidBecause { get; init; }

    /// <summary>What the institution is paid in all; below zero, what it pays.</summary>
    public required decimal NetPosition { get; init; }

    /// <summary>Codes of the institutions that have not decided, while it is open.</summary>
    public required string[] Waiting { get; init; }

    /// <summary>What the caller may do with it now.</summary>
    [KnownValues(typeof(ProposalLife), nameof(ProposalLife.Acts))]
    public required IReadOnlyList<string> Acts { get; init; }
}
