using HourExchange.Plumbing.Security;
using Microsoft.Extensions.Configuration;

namespace HourExchange.Tests.Plumbing.Security;

public sealed class SignInAddressTests
{
    [Theory]
    [InlineData("https://sign-in.example.org", null, null, "https://sign-in.example.org/.well-known/openid-configuration", false)]
    [InlineData("https://sign-in.example.org/realm/", null, null, "https://sign-in.example.org/realm/.well-known/openid-configuration", false)]
    [InlineData("http://localhost:8081", null, null, "http://localhost:8081/.well-known/openid-configuration", false)]
    [InlineData("https://sign-in.example.org", "http://identity:8081/.well-known/openid-configuration", "true", "http://identity:8081/.well-known/openid-configuration", true)]
    [InlineData("http://sign-in.house", null, "true", "http://sign-in.house/.well-known/openid-configuration", true)]
    public void Keys_are_read_over_TLS_or_loopback_or_where_nobody_else_can_listen(string authority, string? metadata, string? isPrivate, string read, bool isPlain)
    {
        var address = SignInAddress.From(Settings(authority, metadata, isPrivate))!;
        Assert.Equal((read, isPlain), (address.Metadata.AbsoluteUri, address.IsPlain));
    }

    [Theory]
    [InlineData("http://sign-in.example.org", null, null)]
    [InlineData("http://sign-in.example.org", null, "false")]
    [InlineData("http://10.0.0.1:8081", null, null)]
    [InlineData("https://sign-in.example.org", "http://identity:8081/.well-known/openid-configuration", null)]
    [InlineData("ftp://sign-in.example.org", null, "true")]
    [InlineData("sign-in.example.org", null, "true")]
    [InlineData("https://sign-in.example.org", null, "yes")]
    public void Anything_else_keeps_the_service_from_starting(string authority, string? metadata, string? isPrivate) =>
        Assert.Throws<InvalidOperationException>(() => SignInAddress.From(Settings(authority, metadata, isPrivate)));

    [Fact]
    public void Without_an_authority_there_is_no_provider() => Assert.Null(SignInAddress.From(Settings("", null, null)));

    private static IConfiguration Settings(string? authority, string? metadata, string? isPrivate) => new ConfigurationBuilder().AddInMemoryCollection(
        new Dictionary<string, string?> { ["Security:Authority"] = authority, ["Security:MetadataAddress"] = metadata, ["Security:PrivateNetwork"] = isPrivate }).Build();
}
