using HourExchange.Plumbing.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>The OpenAPI 3.1 document of a service, made from its endpoints (docs/decisions/0014-openapi-from-the-code.md).</summary>
public static class OpenApiSetup
{
    /// <summary>Name of the document, and version of the API that it describes.</summary>
    public const string Version = "v1";

    public const string Path = $"/openapi/{Version}.json";

    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services, string service) =>
        services.AddOpenApi(Version, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddOperationTransformer(new OperationDescription());
            options.AddSchemaTransformer(new SchemaDescription());
            options.AddDocumentTransformer(new DocumentDescription(service));
        });

    /// <summary>Serves the same text that is committed in docs/openapi/. The endpoint does not describe itself.</summary>
    public static void MapOpenApiDocument(this WebApplication app)
    {
        // Written when first asked for: a start need not wait for it, and nobody can make us write it again and again.
        var text = new Lazy<Task<string>>(() => OpenApiText.Write(app.Services));
        app.MapGet(Path, async () => Results.Text(await text.Value, "application/json; charset=utf-8"))
            .ExcludeFromDescription().ForAnyRole();
    }
}
