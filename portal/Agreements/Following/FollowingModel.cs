using HourExchange.Client.Interventions;
using HourExchange.Portal.Agreements.Reading;

namespace HourExchange.Portal.Agreements.Following;

/// <summary>What is promised, decided and attached beside the terms of one agreement.</summary>
public sealed record FollowingModel
{
    public required AgreementView Agreement { get; init; }

    /// <summary>By which codes are named.</summary>
    public required AgreementContent Named { get; init; }

    /// <summary>The academic year of remarks and places, as <c>2015-2016</c>; null before the agreement holds.</summary>
    public required string? Year { get; init; }

    public required DateOnly Today { get; init; }

    /// <summary>Each part is null where it could not be had.</summary>
    public required IReadOnlyList<CommitmentView>? Commitments { get; init; }

    public required CommitteeList? Committees { get; init; }

    public required IReadOnlyList<MeetingView>? Meetings { get; init; }

    public required IReadOnlyList<ActionView>? Actions { get; init; }

    public required IReadOnlyList<MeansView>? Means { get; init; }

    public required IReadOnlyList<DocumentView>? Documents { get; init; }

    public required PlacementsOfYear? Placements { get; init; }

    public required bool HasMissingParts { get; init; }

    /// <summary>Some list is longer than what the page shows.</summary>
    public required bool HasMore { get; init; }

    public required string Done { get; init; }

    /// <summary>A form of this page that came back.</summary>
    public TypedAgreementAct? Typed { get; init; }

    /// <summary>People as the form asks for them, one a line.</summary>
    public static string? Written(IEnumerable<PersonCode> people) => string.Join('\n', people.Select(person => $"{person.Institution} {person.Code}")) is { Length: > 0 } written ? written : null;

    public bool May(string act) => Agreement.Acts?.Contains(act) == true;

    public string? Fault(string form, string field) => Typed?.Act == form ? Typed.Faults[$"{form}-{field}"] : null;

    public string? Value(string form, string field) => Typed?.Act == form ? Typed[$"{form}-{field}"] : null;

    public string? Key(string form) => Typed?.Act == form ? Typed.Key : null;
}
