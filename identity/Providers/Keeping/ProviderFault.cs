using HourExchange.Identity.SigningIn;

namespace HourExchange.Identity.Providers.Keeping;

/// <summary>Why somebody comes back from a provider without being signed in: told on the page that offers the other ways.</summary>
internal static class ProviderFault
{
    public const string Parameter = "fournisseur";

    /// <summary>It is down, answers nonsense, or was not asked by this browser.</summary>
    public const string Failed = "failed";

    /// <summary>It knows them, and no rule gives them a role.</summary>
    public const string Nothing = "nothing";

    public static string Path(string fault) => $"{PasswordEndpoint.Path}?{Parameter}={fault}";
}
