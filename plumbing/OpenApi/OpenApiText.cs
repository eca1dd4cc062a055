using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>The document as text: indented JSON, LF, a line end at the end, the same on every machine.</summary>
public static class OpenApiText
{
    public static async Task<string> Write(IServiceProvider services)
    {
        var provider = services.GetRequiredKeyedService<IOpenApiDocumentProvider>(OpenApiSetup.Version);
        var document = await provider.GetOpenApiDocumentAsync();
        // The framework orders schemas by a language; with another version of ICU that may be another order.
        document.Components!.Schemas = new SortedDictionary<string, IOpenApiSchema>(document.Components.Schemas!, StringComparer.Ordinal);
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        document.SerializeAsV31(new OpenApiJsonWriter(text));
        return text.ToString().ReplaceLineEndings("\n").TrimEnd() + "\n";
    }
}
