namespace HourExchange.Interventions.Contributors.Describing;

/// <summary>What is to be known of a contributor. What is left out stays as it is; an empty text takes it away.</summary>
/// <param name="Institution">The contributor's employer: the caller's institution.</param>
/// <param name="Name">At most 200 characters and 10 words. Kept in one place, never answered here.</param>
/// <param name="Mail">At most 254 characters.</param>
/// <param name="Phone">3 to 40 digits, spaces and + ( ) . / -.</param>
/// <param name="Expertise">At most 20 fields of expertise, each of 1 to 80 characters. They replace those that were known.</param>
public sealed record ContributorRequest(
    string Institution, string Code, string? Name = null, string? Mail = null, string? Phone = null, IReadOnlyList<string>? Expertise = null)
{
    // What is printed of a request holds no name.
    public override string ToString() => $"{Institution} {Code}";
}
