using System.Text.Json.Nodes;
using HourExchange.Identity;
using HourExchange.Interventions.Calendars.Following;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Tests.Kit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace HourExchange.Tests.Contracts;

/// <summary>The documents in docs/openapi/ say what the code does.</summary>
public sealed class OpenApiTests
{
    // Other settings and another environment than those of ./hx openapi: the document heeds neither.
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Database:Service"] = "postgresql://somebody:something@127.0.0.1:2/some",
        ["Broker:Service"] = "amqp://somebody:something@127.0.0.1:2/some",
        ["Security:DevelopmentKey"] = TestKeys.PublicFile,
        ["Security:Authority"] = "http://localhost:2",
    };

    public static TheoryData<string> Services => [.. House.Programs.Select(host => host.Name)];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task The_committed_document_is_the_one_the_code_makes(string service)
    {
        await using var app = Build(service);
        var written = await OpenApiText.Write(app.Services);
        var committed = await File.ReadAllTextAsync(CommittedFile(service));
        Assert.True(written == committed,
            $"docs/openapi/{service}.json has drifted from the code, first at: {FirstDifference(committed, written)}. Run ./hx openapi.");
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_service_serves_the_committed_document(string service)
    {
        await using var app = Build(service);
        var endpoint = Endpoints(app).Single(endpoint => endpoint.RoutePattern.RawText == OpenApiSetup.Path);
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = app.Services, Response = { Body = body } };
        await endpoint.RequestDelegate!(http);
        Assert.Equal("application/json; charset=utf-8", http.Response.ContentType);
        Assert.Equal(await File.ReadAllBytesAsync(CommittedFile(service)), body.ToArray());
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Every_route_is_in_the_document(string service)
    {
        await using var app = Build(service);
        // Pages and the addresses of OpenID Connect are no part of the API.
        var routes = Endpoints(app).Where(endpoint => service != IdentityService.Host.Name || endpoint.RoutePattern.RawText!.Split('/')[1] is "api" or "health")
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method =>
                $"{method.ToLowerInvariant()} {WithoutConstraints(endpoint.RoutePattern)}"))
            .Where(route => route != $"get {OpenApiSetup.Path}" && !route.StartsWith($"get {OpenApiSetup.PagePath}", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(routes, Operations(service).Select(operation => operation.Route).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_operation_names_its_roles_and_asks_for_a_token(string service) => Assert.All(
        Operations(service).Where(operation => !IsOpen(operation.Route)),
        operation =>
        {
            Assert.NotEmpty(operation.Description["x-roles"]!.AsArray());
            Assert.NotNull(operation.Description["security"]![0]!["bearer"]);
            Assert.Equal("#/components/responses/NoToken", (string?)operation.Description["responses"]!["401"]!["$ref"]);
            Assert.Equal("#/components/responses/Forbidden", (string?)operation.Description["responses"]!["403"]!["$ref"]);
        });

    [Theory]
    [MemberData(nameof(Services))]
    public void Health_and_a_calendar_with_a_secret_address_ask_for_no_token(string service) => Assert.All(
        Operations(service).Where(operation => IsOpen(operation.Route)),
        operation => Assert.Null(operation.Description["security"]));

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_operation_has_a_name_of_its_own(string service)
    {
        var names = Operations(service).Select(operation => (string)operation.Description["operationId"]!).ToList();
        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task The_page_of_the_document_is_there_in_Development_alone(string service)
    {
        var host = House.Programs.Single(host => host.Name == service);
        await using var development = Build(service);
        await using var production = host.Build(["--environment", "Production"], settings: new Dictionary<string, string?>(Settings)
        {
            ["Security:DevelopmentKey"] = "",
            ["Security:Authority"] = "https://sign-in.invalid",
        });
        Assert.Contains(Endpoints(development), endpoint => IsPage(endpoint));
        Assert.DoesNotContain(Endpoints(production), endpoint => IsPage(endpoint) || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            && !IsOpen($"get {endpoint.RoutePattern.RawText}") && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>()?.ExcludeFromDescription != true);
    }

    private static bool IsOpen(string route) =>
        route.StartsWith("get /health/", StringComparison.Ordinal) || route == $"get {CalendarFeedEndpoint.Route}";

    private static bool IsPage(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.StartsWith(OpenApiSetup.PagePath, StringComparison.Ordinal);

    private static WebApplication Build(string service) => House.Build(House.Programs.Single(host => host.Name == service), Settings);

    private static IEnumerable<RouteEndpoint> Endpoints(WebApplication app) =>
        ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    private static string CommittedFile(string service) => Path.Combine(Repository.Root, "docs", "openapi", service + ".json");

    private static List<(string Route, JsonNode Description)> Operations(string service) =>
    [
        .. JsonNode.Parse(File.ReadAllText(CommittedFile(service)))!["paths"]!.AsObject().SelectMany(path =>
            path.Value!.AsObject().Select(operation => ($"{operation.Key} {path.Key}", operation.Value!))),
    ];

    // {id:guid} is {id} to who calls.
    private static string WithoutConstraints(RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
            RoutePatternLiteralPart literal => literal.Content,
            _ => "",
        }))));

    private static string FirstDifference(string committed, string written)
    {
        var (was, now) = (committed.Split('\n'), written.Split('\n'));
        var line = was.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"line {line + 1}, committed '{was.ElementAtOrDefault(line)?.Trim()}', now '{now.ElementAtOrDefault(line)?.Trim()}'";
    }
}
