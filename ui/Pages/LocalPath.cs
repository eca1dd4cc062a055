namespace HourExchange.Ui.Pages;

/// <summary>Where a page leads on to. Only within the program: an address of elsewhere in a link of ours would lead people astray.</summary>
public static class LocalPath
{
    /// <summary>The name under which pages hand it on.</summary>
    public const string Parameter = "suite";

    private const int LengthLimit = 4_000;

    /// <returns>The path with its query, or null where it is none of ours.</returns>
    public static string? Of(string? path) =>
        path is ['/', ..] && path.Length <= LengthLimit && path is not ['/', '/' or '\\', ..] && !path.Any(letter => char.IsControl(letter) || letter == '\\') ? path : null;

    /// <summary>A page of ours with where it leads on to.</summary>
    public static string To(string page, string? next) => Of(next) is { } path ? $"{page}?{Parameter}={Uri.EscapeDataString(path)}" : page;
}
