using HourExchange.Identity;
using HourExchange.Interventions;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Interventions.Documents.Domain;
using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Settlements.Domain;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Plumbing.Host;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.States;
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
        ["Security:Authority"] = "http://localhost:1",
    };

    // Who signs in has no session yet; who has a link has it instead; the addresses of OpenID Connect ask for a client's proof, or for a session, themselves.
    private static readonly string[] OpenPages =
    [
        "/", "/langue/{language}", "/connexion", "/connexion/code", "/connexion/secours", "/connexion/oubli", "/connexion/nouveau", "/connexion/adresse", "/invitation",
        "/connexion/fournisseur/{id}", "/connexion/fournisseur/{id}/fin", "/passkeys/sign-in", "/passkeys/sign-in/options", "/connect/authorize", "/connect/token", "/connect/logout",
        "/assets/app.css", "/assets/fonts/archivo-latin-wght.woff2", "/assets/passkeys.js",
    ];

    public static TheoryData<string> Services => [.. House.Programs.Select(host => host.Name)];

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

    /// <summary>The tables of states name a role for each act; its endpoint admits that role, and no other.</summary>
    [Theory]
    [InlineData("ledger", "/api/v1/books/{book}/years/{year}/statement", "Draft")]
    [InlineData("ledger", "/api/v1/books/{book}/years/{year}/signatures", "Sign Countersign")]
    [InlineData("ledger", "/api/v1/books/{book}/years/{year}/refusals", "Refuse")]
    [InlineData("ledger", "/api/v1/books/{book}/years/{year}/closing", "Close")]
    [InlineData("ledger", "/api/v1/books/{book}/years/{year}/reopening", "Reopen")]
    [InlineData("ledger", "/api/v1/proposals/{id:guid}/consents", "Consent")]
    [InlineData("ledger", "/api/v1/proposals/{id:guid}/refusals", "Refuse")]
    [InlineData("ledger", "/api/v1/nettings/{id:guid}/consents", "Consent")]
    [InlineData("ledger", "/api/v1/nettings/{id:guid}/refusals", "Refuse")]
    [InlineData("ledger", "/api/v1/books/{book}/years/{year}/settlement", "Pay")]
    [InlineData("ledger", "/api/v1/nettings/{id:guid}/payments/{position:int}", "Pay")]
    [InlineData("ledger", "/api/v1/books/{book}/years/{year}/settlement/withdrawal", "Withdraw")]
    [InlineData("ledger", "/api/v1/nettings/{id:guid}/payments/{position:int}/withdrawal", "Withdraw")]
    [InlineData("interventions", "/api/v1/agreements/{reference}/consents", "Consent")]
    [InlineData("interventions", "/api/v1/agreements/{reference}/withdrawals", "Withdraw")]
    [InlineData("interventions", "/api/v1/agreements/{reference}/committees/{id:guid}/compositions", "Change")]
    [InlineData("interventions", "/api/v1/agreements/{reference}/committees/{id:guid}/dissolutions", "Dissolve")]
    [InlineData("interventions", "/api/v1/agreements/{reference}/meetings", "Meet")]
    [InlineData("interventions", "/api/v1/agreements/{reference}/meetings/{id:guid}/corrections", "Meet")]
    [InlineData("interventions", "/api/v1/agreements/{reference}/documents/{id:guid}/withdrawals", "Withdraw")]
    public async Task An_act_is_open_to_the_role_that_its_table_names(string service, string route, string acts)
    {
        await using var app = House.Build(Host(service), Settings);
        var endpoint = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Single(one => one.RoutePattern.RawText == route && one.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true);
        var roles = route.Contains("/settlement", StringComparison.Ordinal) || route.Contains("/payments/", StringComparison.Ordinal) ? RolesOf(SettlementLife.Table.Steps)
            : route.Contains("/years/", StringComparison.Ordinal) ? RolesOf(YearLife.Table.Steps)
            : route.Contains("/committees/", StringComparison.Ordinal) || route.Contains("/meetings", StringComparison.Ordinal) ? RolesOf(CommitteeLife.Table.Steps)
            : route.Contains("/documents/", StringComparison.Ordinal) ? RolesOf(DocumentLife.Table.Steps)
            : service == "ledger" ? RolesOf(ProposalLife.Table.Steps) : RolesOf(LayerLife.Table.Steps);
        Assert.All(acts.Split(' '), act => Assert.Equal(OperationRoles.Of(endpoint.Metadata), roles[act].Distinct()));
    }

    private static ILookup<string, string> RolesOf<TAct>(IEnumerable<StateStep<TAct>> steps) where TAct : struct, Enum =>
        steps.ToLookup(step => step.Act.ToString(), step => step.Role);

    // Probes have no token, nor who opens the page of the document (in Development alone: OpenApiTests). Calendar programs cannot sign in: the calendar's address holds 256 random bits, and is the secret.
    private static bool IsOpen(string service, string route) =>
        (service == IdentityService.Host.Name && OpenPages.Contains(route)) || route.StartsWith("/health/", StringComparison.Ordinal) || route.StartsWith(OpenApiSetup.PagePath, StringComparison.Ordinal) || (service == InterventionsService.Host.Name && route == "/calendar/{token}.ics");

    [Fact]
    public void Outside_Development_a_service_with_development_keys_does_not_start() => Assert.Contains(
        "never accepted", Assert.Throws<InvalidOperationException>(() => Host("ledger").Build(["--environment", "Production"], settings: Settings)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_service_that_is_not_told_whose_tokens_to_accept_does_not_start()
    {
        var settings = new Dictionary<string, string?>(Settings);
        settings.Remove("Security:DevelopmentKey");
        settings.Remove("Security:Authority");
        Assert.Throws<InvalidOperationException>(() => Host("ledger").Build(["--environment", "Production"], settings: settings));
    }

    private static ServiceHost Host(string name) => House.Programs.Single(host => host.Name == name);
}
