using Microsoft.Extensions.Configuration;

namespace HourExchange.Plumbing.Security;

/// <summary>Where the sign-in provider is.</summary>
/// <param name="Issuer">As browsers see it, and as it stands in every token.</param>
/// <param name="Metadata">Where its keys are announced; within the house it may be another address.</param>
/// <param name="IsPlain">One of the two is read without TLS over a network.</param>
public sealed record SignInAddress(Uri Issuer, Uri Metadata, bool IsPlain)
{
    public const string AuthoritySetting = "Security:Authority";
    public const string MetadataSetting = "Security:MetadataAddress";
    public const string PrivateNetworkSetting = "Security:PrivateNetwork";

    private const string MetadataPath = ".well-known/openid-configuration";

    /// <returns>Null where no provider is named.</returns>
    /// <exception cref="InvalidOperationException">An address that is none, or one without TLS that the settings do not allow: the service must not start.</exception>
    public static SignInAddress? From(IConfiguration configuration)
    {
        if (configuration[AuthoritySetting] is not { Length: > 0 } authority)
        {
            return null;
        }

        var isPrivate = configuration[PrivateNetworkSetting] switch
        {
            null or "" or "false" => false,
            "true" => true,
            _ => throw new InvalidOperationException($"{PrivateNetworkSetting} is true or false."),
        };
        var issuer = Read(AuthoritySetting, authority, isPrivate);
        var metadata = configuration[MetadataSetting] is { Length: > 0 } other
            ? Read(MetadataSetting, other, isPrivate)
            : new Uri(authority.TrimEnd('/') + "/" + MetadataPath);
        return new SignInAddress(issuer, metadata, IsPlainOverNetwork(issuer) || IsPlainOverNetwork(metadata));
    }

    private static Uri Read(string setting, string text, bool isPrivate) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")
            ? throw new InvalidOperationException($"{setting} is no address with https or http.")
        : IsPlainOverNetwork(address) && !isPrivate
            ? throw new InvalidOperationException($"{setting} is neither https nor loopback. Where nobody else can listen, {PrivateNetworkSetting}=true says so.")
        : address;

    private static bool IsPlainOverNetwork(Uri address) => address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback;
}

/// <param name="Address">Null where tokens come from nobody but <c>./hx token</c>.</param>
internal sealed record SignInProvider(SignInAddress? Address);
