namespace HourExchange.Reporting.Rebuilding.Domain;

/// <summary>When a rebuild ends if it goes on as it has. Pure.</summary>
internal static class RebuildEstimate
{
    /// <param name="done">Records and postings that are in.</param>
    /// <param name="known">Records and postings that there are; grows while books are still being told of.</param>
    /// <returns>Null before anything has come.</returns>
    public static DateTimeOffset? End(DateTimeOffset started, DateTimeOffset now, long done, long known) =>
        done <= 0 || known <= 0 ? null : now + ((now - started) * ((double)Math.Max(0, known - done) / done));
}
