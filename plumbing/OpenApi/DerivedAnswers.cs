using Microsoft.OpenApi;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>An answer that is another answer and more says so (allOf): who can read the one can then read the other.</summary>
internal static class DerivedAnswers
{
    public static void Say(OpenApiDocument document, IEnumerable<Type> answers)
    {
        var schemas = document.Components!.Schemas!;
        // What is derived from what is derived comes first: its parent must still have all its fields.
        foreach (var type in answers.Distinct().OrderByDescending(Depth))
        {
            if (type.BaseType is { } parent && Open(schemas, type) is { } derived && Open(schemas, parent) is { } shared)
            {
                derived.Properties = derived.Properties!.ExceptBy(shared.Properties!.Keys, field => field.Key).ToDictionary();
                derived.Required?.ExceptWith(shared.Required!);
                derived.AllOf = [new OpenApiSchemaReference(parent.Name, document)];
            }
        }
    }

    private static int Depth(Type type) => type.BaseType is { } parent ? 1 + Depth(parent) : 0;

    // What is sent is closed, and two closed records make none that is both.
    private static OpenApiSchema? Open(IDictionary<string, IOpenApiSchema> schemas, Type type) =>
        schemas.TryGetValue(type.Name, out var known) && known is OpenApiSchema { AdditionalPropertiesAllowed: true } schema ? schema : null;
}
