namespace HourExchange.Portal.Interventions.Registering;

/// <summary>What the page after a registration says beside that it is saved: it stands in its address.</summary>
public static class SavedLines
{
    /// <summary>In the query: a code with which somebody begins, once for each.</summary>
    public const string Newcomer = "nouvelle";

    /// <summary>In the query: how many days of a series were not ticked.</summary>
    public const string Left = "laisses";

    private const int CodeLimit = 80;
    private const int Shown = 10;

    /// <summary>Whoever makes up an address can say no more than a code.</summary>
    public static IReadOnlyList<string> NewcomersOf(HttpRequest request) =>
        [.. request.Query[Newcomer].OfType<string>().Where(code => code.Length is > 0 and <= CodeLimit && !code.Any(char.IsWhiteSpace)).Take(Shown)];

    public static int LeftOf(HttpRequest request) => int.TryParse(request.Query[Left], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var left) ? left : 0;
}
