using System.Reflection;
using System.Text.Json;
using HourExchange.Plumbing.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>The OpenAPI 3.1 document of a service, made from its endpoints (docs/decisions/0014-openapi-from-the-code.md).</summary>
public static class OpenApiSetup
{
    /// <summary>Name of the document, and version of the API that it describes.</summary>
    public const string Version = "v1";

    /// <summary>In Development alone.</summary>
    public const string PagePath = "/api-page";

    public const string Path = $"/openapi/{Version}.json";

    /// <summary>Each service calls AddOpenApi itself: only so does the framework find the comments of its types.</summary>
    public static void Describe(this OpenApiOptions options, string service, Assembly assembly)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        // JSON that is kept as it came has no shape to name.
        options.CreateSchemaReferenceId = type => type.Type == typeof(JsonElement) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddOperationTransformer(new OperationDescription());
        options.AddSchemaTransformer(new FieldFormats());
        options.AddDocumentTransformer(new DocumentDescription(service, assembly));
    }

    /// <summary>Serves the same text that is committed in docs/openapi/; in Development also as a page. Neither describes itself.</summary>
    public static void MapOpenApiDocument(this WebApplication app)
    {
        // Written when first asked for: a start need not wait for it, and nobody can make us write it again and again.
        var text = new Lazy<Task<string>>(() => OpenApiText.Write(app.Services));
        async Task<IResult> Answer() => Results.Text(await text.Value, "application/json; charset=utf-8");
        app.MapGet(Path, Answer).ExcludeFromDescription().ForAnyRole();
        if (app.Environment.IsDevelopment())
        {
            // Who opens a page has no token yet.
            app.MapGet(PagePath + ".json", Answer).ExcludeFromDescription().AllowAnonymous();
            app.MapScalarApiReference(PagePath, page => page.WithOpenApiRoutePattern(PagePath + ".json")).AllowAnonymous();
        }
    }
}
