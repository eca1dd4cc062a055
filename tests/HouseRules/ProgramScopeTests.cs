using System.Security.Claims;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Host;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Tests.Kit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.HouseRules;

/// <summary>A program at every endpoint, in every role: within its scopes, and nowhere else.</summary>
public sealed class ProgramScopeTests
{
    /// <summary>Every act that a program may do. All else that is no reading is a person's.</summary>
    private static readonly Dictionary<string, string> Acts = new()
    {
        ["interventions POST /api/v1/interventions"] = Scopes.Lines,
        ["interventions POST /api/v1/interventions/{id:guid}/deliveries"] = Scopes.Lines,
        ["interventions POST /api/v1/interventions/{id:guid}/corrections"] = Scopes.Lines,
        ["interventions POST /api/v1/interventions/{id:guid}/cancellations"] = Scopes.Lines,
        ["interventions POST /api/v1/imports"] = Scopes.Lines,
        ["interventions POST /api/v1/imports/stored"] = Scopes.Lines,
        ["interventions POST /api/v1/imports/{id:guid}/acceptance"] = Scopes.Lines,
        ["interventions POST /api/v1/agreements/{reference}/placements"] = Scopes.Lines,
        ["interventions POST /api/v1/contributors"] = Scopes.Lines,
        ["ledger POST /api/v1/books/{book}/reconciliations"] = Scopes.Ledger,
        ["ledger POST /api/v1/books/{book}/years/{year}/settlement"] = Scopes.Ledger,
        ["ledger POST /api/v1/nettings/{id:guid}/payments/{position:int}"] = Scopes.Ledger,
    };

    [Fact]
    public async Task A_program_enters_what_one_of_its_scopes_names_and_nothing_else()
    {
        var found = new List<string>();
        foreach (var host in House.Programs)
        {
            await using var app = Build(host);
            foreach (var endpoint in Endpoints(app).Where(endpoint => OperationRoles.Of(endpoint.Metadata) is { Count: > 0 }))
            {
                var method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Single();
                var name = $"{host.Name} {method} {endpoint.RoutePattern.RawText}";
                var role = OperationRoles.Of(endpoint.Metadata)![0];
                string[] needed = host.Name == "identity" ? []
                    : method == "GET" ? name.Contains("reporting GET /api/v1/reports", StringComparison.Ordinal) ? [Scopes.Read, Scopes.Reports] : [Scopes.Read]
                    : Acts.TryGetValue(name, out var scope) ? [scope] : [];
                foreach (var one in Scopes.All)
                {
                    Assert.True(needed.Contains(one) == await IsLetIn(app, endpoint, role, one), $"{name} with {one}");
                }

                Assert.True(await IsLetIn(app, endpoint, role, null), $"{name} by a person");
                Assert.False(await IsLetIn(app, endpoint, role, ""), $"{name} with an empty scope");
                Assert.Equal(needed.Length > 0, await IsLetIn(app, endpoint, role, string.Join(' ', Scopes.All)));
                found.Add(name);
            }
        }

        Assert.True(found.Count > 100, $"Only {found.Count} endpoints were found.");
        Assert.Empty(Acts.Keys.Except(found));
    }

    private static async Task<bool> IsLetIn(WebApplication app, RouteEndpoint endpoint, string role, string? scope)
    {
        Claim[] claims = [new("sub", "program-1"), new("inst", "HETS"), new("role", role), .. scope is null ? Array.Empty<Claim>() : [new("scope", scope)]];
        var http = new DefaultHttpContext { RequestServices = app.Services, User = new ClaimsPrincipal(new ClaimsIdentity(claims, "test")) };
        http.SetEndpoint(endpoint);
        return (await app.Services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(http.User, http, endpoint.Metadata.GetMetadata<AuthorizationPolicy>()!)).Succeeded;
    }

    private static WebApplication Build(ServiceHost host) => House.Build(host, new()
    {
        ["Database:Service"] = "postgresql://nobody:nothing@127.0.0.1:1/none",
        ["Broker:Service"] = "amqp://nobody:nothing@127.0.0.1:1/none",
        ["Security:Authority"] = "http://localhost:1",
    });

    private static IEnumerable<RouteEndpoint> Endpoints(WebApplication app) =>
        ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();
}
