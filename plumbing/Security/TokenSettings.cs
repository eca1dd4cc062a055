namespace HourExchange.Plumbing.Security;

/// <summary>What tokens a service accepts: signed with ES256, for the one audience of all three services.</summary>
public static class TokenSettings
{
    public const string Audience = "hourexchange";
    public const string DevelopmentIssuer = "hourexchange-development";
}
