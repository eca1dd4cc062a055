using HourExchange.Interventions;
using HourExchange.Plumbing.Host;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Tests.Kit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace HourExchange.Tests.HouseRules;

public sealed class EndpointPolicyTests
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Database:Service"] = "postgresql://nobody:nothing@127.0.0.1:1/none",
        ["Broker:Service"] = "amqp://nobody:nothing@127.0.0.1:1/none",
        ["Security:DevelopmentKey"] = TestKeys.PublicFile,
    };

    public static TheoryData<string> Services => [.. House.Hosts.Select(host => host.Name)];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Every_endpoint_says_who_may_use_it(string service)
    {
        await using var app = House.Build(Host(service), Settings);
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        Assert.True(endpoints.Count > 4);
        Assert.All(endpoints, endpoint => Assert.True(
            IsOpen(service, endpoint.RoutePattern.RawText!)
                ? endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
                : endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null,
            $"{endpoint.DisplayName} has no policy"));
    }

    // Probes have no token, nor who opens the page of the document (in Development alone: OpenApiTests). Calendar programs cannot sign in: the calendar's address holds 256 random bits, and is the secret.
    private static bool IsOpen(string service, string route) =>
        route.StartsWith("/health/", StringComparison.Ordinal) || route.StartsWith(OpenApiSetup.PagePath, StringComparison.Ordinal) || (service == InterventionsService.Host.Name && route == "/calendar/{token}.ics");

    [Fact]
    public void Outside_Development_a_service_with_development_keys_does_not_start() => Assert.Contains(
        "never accepted", Assert.Throws<InvalidOperationException>(() => Host("ledger").Build(["--environment", "Production"], settings: Settings)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_service_that_is_not_told_whose_tokens_to_accept_does_not_start()
    {
        var settings = new Dictionary<string, string?>(Settings);
        settings.Remove("Security:DevelopmentKey");
        Assert.Throws<InvalidOperationException>(() => Host("ledger").Build(["--environment", "Production"], settings: settings));
    }

    private static ServiceHost Host(string name) => House.Hosts.Single(host => host.Name == name);
}
