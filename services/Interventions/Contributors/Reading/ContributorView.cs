namespace HourExchange.Interventions.Contributors.Reading;

/// <summary>A contributor. Name and contact data are null where nothing is known, and for everybody but the own institution's registrar, approver and management.</summary>
public sealed record ContributorView
{
    /// <summary>The contributor's employer.</summary>
    public string Institution { get; init; } = "";

    /// <summary>Code or pseudonym.</summary>
    public string Code { get; init; } = "";

    /// <summary>Fields of expertise.</summary>
    public string[] Expertise { get; init; } = [];

    /// <summary>The person was forgotten; the code stays.</summary>
    public bool Forgotten { get; init; }

    /// <summary>For the own institution alone.</summary>
    public string? Name { get; init; }

    /// <summary>For the own institution alone.</summary>
    public string? Mail { get; init; }

    /// <summary>For the own institution alone.</summary>
    public string? Phone { get; init; }

    // What is printed of a contributor holds no name.
    public override string ToString() => $"{Institution} {Code}";
}
