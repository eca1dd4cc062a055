using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>Describes a body that the endpoint reads by itself. Routing is left alone: it heeds no content type there.</summary>
public static class FileBody
{
    public static TBuilder TakesFile<TBuilder>(this TBuilder endpoint, string mediaType) where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { [mediaType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } } },
            };
            return Task.CompletedTask;
        });
}
