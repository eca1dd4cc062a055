namespace HourExchange.Interventions.Contributors.Reading;

/// <summary>A contributor. Name and contact data are null where nothing is known, and for everybody but the own institution's registrar, approver and management.</summary>
public sealed record ContributorView
{
    public string Institution { get; init; } = "";

    public string Code { get; init; } = "";

    public string[] Expertise { get; init; } = [];

    /// <summary>The person was forgotten; the code stays.</summary>
    public bool Forgotten { get; init; }

    public string? Name { get; init; }

    public string? Mail { get; init; }

    public string? Phone { get; init; }

    // What is printed of a contributor holds no name.
    public override string ToString() => $"{Institution} {Code}";
}
