using HourExchange.Plumbing.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>Describes the headers that carry the version of what is read or changed (RFC 9110).</summary>
public static class VersionHeaders
{
    public static TBuilder GivesETag<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new HeaderGiven("ETag", "The version of what is shown; a change asks for it in If-Match."));

    public static TBuilder AsksIfMatch<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.GivesETag().AddOpenApiOperationTransformer((operation, _, _) =>
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = "If-Match",
                In = ParameterLocation.Header,
                Required = true,
                Description = "The ETag under which it was read; it is changed only if nobody has changed it since.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Example = "\"3\"",
            });
            return Task.CompletedTask;
        });
}
