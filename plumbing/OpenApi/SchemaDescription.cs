using System.Reflection;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>Records and their fields say on the wire what their comments say in the code: units, ranges, what null means.</summary>
internal sealed class SchemaDescription : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        // The type's own words first: where a field refers to a type of ours, this schema is that type's.
        schema.Description ??= DocComments.Summary(context.JsonTypeInfo.Type)
            ?? (context.JsonPropertyInfo?.AttributeProvider is PropertyInfo field ? DocComments.Parameter(field.DeclaringType!, field.Name) : null);
        return Task.CompletedTask;
    }
}
