using Microsoft.OpenApi;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>
/// Unknown fields are refused in what is sent to us. What we answer may grow: a client that was generated today must take a
/// field that is added tomorrow.
/// </summary>
internal static class OpenAnswers
{
    public static void LeaveOpen(OpenApiDocument document)
    {
        var sent = new HashSet<string>(StringComparer.Ordinal);
        var schemas = document.Components!.Schemas!;
        foreach (var media in document.Paths.Values.SelectMany(path => path.Operations!.Values)
            .SelectMany(operation => operation.RequestBody?.Content?.Values ?? []))
        {
            Follow(media.Schema, schemas, sent);
        }

        foreach (var answer in schemas.Where(schema => !sent.Contains(schema.Key)).Select(schema => schema.Value).OfType<OpenApiSchema>())
        {
            answer.AdditionalPropertiesAllowed = true;
        }
    }

    private static void Follow(IOpenApiSchema? schema, IDictionary<string, IOpenApiSchema> schemas, HashSet<string> sent)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } name })
        {
            if (sent.Add(name))
            {
                Follow(schemas[name], schemas, sent);
            }
        }
        else if (schema is not null)
        {
            IOpenApiSchema?[] parts =
            [
                schema.Items, schema.AdditionalProperties, .. schema.Properties?.Values ?? [], .. schema.OneOf ?? [], .. schema.AnyOf ?? [], .. schema.AllOf ?? [],
            ];
            foreach (var part in parts)
            {
                Follow(part, schemas, sent);
            }
        }
    }
}
