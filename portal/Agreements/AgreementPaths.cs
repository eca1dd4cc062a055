namespace HourExchange.Portal.Agreements;

/// <summary>Where agreements stand.</summary>
public static class AgreementPaths
{
    public const string List = "/conventions";
    public const string New = List + "/nouvelle";
    public const string First = "/bienvenue";

    /// <summary>What is promised, decided and attached beside the terms.</summary>
    public const string Following = "suivi";

    public const string Amendment = "avenant";

    /// <summary>In the query: what was done a moment ago.</summary>
    public const string Done = "fait";

    public static string Of(string agreement) => $"{List}/{Uri.EscapeDataString(agreement)}";

    public static string Of(string agreement, string page) => $"{Of(agreement)}/{page}";
}
