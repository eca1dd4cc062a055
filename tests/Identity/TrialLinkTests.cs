using HourExchange.Identity;
using HourExchange.Plumbing.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace HourExchange.Tests.Identity;

/// <summary>Links that sign somebody in for trying: in Development, and nowhere else.</summary>
public sealed class TrialLinkTests
{
    private static readonly Dictionary<string, string?> Production = new()
    {
        ["Database:Service"] = "postgresql://nobody:nothing@127.0.0.1:1/none",
        ["Security:Authority"] = "https://sign-in.example",
        ["Security:DevelopmentKey"] = "",
    };

    [Fact]
    public async Task Production_knows_no_such_link_and_does_not_start_with_its_key()
    {
        await using var app = Build("Production", Production);
        Assert.DoesNotContain(Paths(app), path => path.StartsWith(DevelopmentLinks.Path, StringComparison.Ordinal));
        var refused = Assert.Throws<InvalidOperationException>(() => Build("Production", new(Production) { ["Identity:TrialKey"] = "a key" }));
        Assert.StartsWith("Identity:TrialKey is set outside Development", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Development_knows_it_where_a_key_is_set()
    {
        await using var without = Build("Development", Production);
        Assert.DoesNotContain(Paths(without), path => path.StartsWith(DevelopmentLinks.Path, StringComparison.Ordinal));
        await using var with = Build("Development", new(Production) { ["Identity:TrialKey"] = "a key" });
        Assert.Contains(Paths(with), path => path.StartsWith(DevelopmentLinks.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_fits_the_institution_and_role_that_it_was_made_for()
    {
        var proof = DevelopmentLinks.To("a key", "HETS", "finance").Split('/')[^1];
        Assert.True(DevelopmentLinks.Fits("a key", "HETS", "finance", proof));
        Assert.False(DevelopmentLinks.Fits("a key", "HETS", "management", proof));
        Assert.False(DevelopmentLinks.Fits("a key", "HG", "finance", proof));
        Assert.False(DevelopmentLinks.Fits("another", "HETS", "finance", proof));
        Assert.False(DevelopmentLinks.Fits("a key", "HETS", "finance", ""));
    }

    private static WebApplication Build(string environment, Dictionary<string, string?> settings) => IdentityService.Host.Build(["--environment", environment], settings: settings);

    private static IEnumerable<string> Paths(WebApplication app) =>
        ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText!);
}
