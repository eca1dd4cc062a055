namespace HourExchange.Tests.Kit;

/// <summary>The checkout the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "HourExchange.sln")) ? folder : Find(Path.GetDirectoryName(folder.TrimEnd('/'))!);
}
