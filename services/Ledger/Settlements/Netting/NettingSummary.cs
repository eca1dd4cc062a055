using HourExchange.Ledger.Consenting;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>A netting in the list of an institution that it concerns.</summary>
public sealed record NettingSummary
{
    // Dapper fills arrays by property, not by constructor.
    /// <summary>Its identifier.</summary>
    public Guid Id { get; init; }

    /// <summary>ISO 4217.</summary>
    [Format("iso-4217", "CHF")]
    public string Currency { get; init; } = "";

    /// <summary>Of what is consented to.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Where it stands.</summary>
    [KnownValues(typeof(ProposalLife), nameof(ProposalLife.States))]
    public string State { get; init; } = "";

    /// <summary>Code of the institution that proposed it.</summary>
    public string ProposedFor { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime ProposedAt { get; init; }

    /// <summary>UTC; null while it is open.</summary>
    public DateTime? DecidedAt { get; init; }

    /// <summary>Why it is void; else null.</summary>
    [KnownValues(typeof(ProposalLife), nameof(ProposalLife.VoidReasons))]
    public string? VoidBecause { get; init; }

    /// <summary>What the institution is paid in all; below zero, what it pays.</summary>
    public decimal NetPosition { get; init; }

    /// <summary>Codes of the institutions that have not decided, while it is open.</summary>
    public string[] Waiting { get; init; } = [];

    /// <summary>What the caller may do with it now.</summary>
    [KnownValues(typeof(ProposalLife), nameof(ProposalLife.Acts))]
    public IReadOnlyList<string> Acts { get; init; } = [];
}
