namespace HourExchange.Interventions.Domain;

/// <summary>Minutes of what is taught together: each in full, or shared by largest remainder in the listed order.</summary>
public static class CoTeaching
{
    public const string Shared = "shared";

    /// <param name="position">1 for the first listed.</param>
    /// <returns>The share of whole minutes; all shares add up to <paramref name="minutes"/>.</returns>
    public static int Share(int minutes, int teachers, int position) => (minutes / teachers) + (position <= minutes % teachers ? 1 : 0);
}
