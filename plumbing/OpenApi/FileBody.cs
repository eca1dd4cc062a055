using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>Describes bodies that are no JSON: files that an endpoint reads or writes by itself.</summary>
public static class FileBody
{
    /// <summary>Routing is left alone: it heeds no content type there.</summary>
    public static TBuilder TakesFile<TBuilder>(this TBuilder endpoint, params string[] mediaTypes) where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = Content(mediaTypes) };
            return Task.CompletedTask;
        });

    public static TBuilder GivesFile<TBuilder>(this TBuilder endpoint, params string[] mediaTypes) where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            ((OpenApiResponse)operation.Responses!["200"]).Content = Content(mediaTypes);
            return Task.CompletedTask;
        });

    /// <summary>Beside its JSON, for a caller who asks for another form.</summary>
    public static TBuilder GivesFileToo<TBuilder>(this TBuilder endpoint, params IReadOnlyList<string> mediaTypes) where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            var answer = (OpenApiResponse)operation.Responses!["200"];
            answer.Content ??= new Dictionary<string, OpenApiMediaType>();
            Content([.. mediaTypes]).ToList().ForEach(content => answer.Content[content.Key] = content.Value);
            return Task.CompletedTask;
        });

    private static Dictionary<string, OpenApiMediaType> Content(string[] mediaTypes) => mediaTypes.ToDictionary(
        mediaType => mediaType, _ => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } });
}
