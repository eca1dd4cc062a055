using System.Reflection;
using System.Text.Json.Nodes;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>Title, sign-in and the problems that operations share. No servers: they depend on the machine.</summary>
internal sealed class DocumentDescription(string service, Assembly assembly) : IOpenApiDocumentTransformer
{
    public const string Scheme = "bearer";
    public const string ProblemSchema = nameof(ProblemDetails);

    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "HourExchange " + char.ToUpperInvariant(service[0]) + service[1..],
            Version = OpenApiSetup.Version,
            Description = "An operation names the roles that may call it, the scopes with one of which a program may (x-scopes), and the problems that are common to many. "
                + "Each problem carries a stable code: x-codes has those that an operation may refuse with, as a problem or in the results of many. "
                + "x-known-values has the values that a text has today: more may come. "
                + "x-refusals has what is said under each code; the values in it stand beside it, by name, in values.",
        };
        document.Servers = [];
        document.Tags = document.Paths.Values.SelectMany(path => path.Operations!.Values).SelectMany(operation => operation.Tags!)
            .Select(tag => tag.Reference.Id!).Distinct(StringComparer.Ordinal).Select(tag => new OpenApiTag { Name = tag }).ToHashSet();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = $"Signed with ES256 for the audience {TokenSettings.Audience}, with the claims "
                    + $"{Caller.SubjectClaim}, {Caller.InstitutionClaim} and one {Caller.RoleClaim}; a program's has a {WithinScopes.Claim} too.",
            },
        };
        document.Components.Responses = CommonProblem.All.ToDictionary(
            common => common.Name, IOpenApiResponse (common) => common.Describe(document), StringComparer.Ordinal);
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[ProblemSchema] = Describe(
            await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), cancellationToken: cancellationToken));
        OpenAnswers.LeaveOpen(document);
        document.AddExtension("x-refusals", new JsonNodeExtension(Sentences(assembly)));
        DerivedAnswers.Say(document, context.DescriptionGroups.SelectMany(group => group.Items).SelectMany(operation => operation.SupportedResponseTypes)
            .Select(answer => answer.Type).OfType<Type>());
    }

    private static JsonObject Sentences(Assembly service) => new(RefusalSentences.Of(SpeakingFor(service))
        .Select(code => KeyValuePair.Create<string, JsonNode?>(code.Key, new JsonArray([.. code.Value.Select(sentence => JsonValue.Create(sentence))]))));

    /// <summary>The service itself and what of the house it is built on: a refusal may be said there.</summary>
    internal static IEnumerable<Assembly> SpeakingFor(Assembly service) => service.GetReferencedAssemblies()
        .Where(reference => reference.Name!.StartsWith(typeof(Refusal).Assembly.GetName().Name!.Split('.')[0] + ".", StringComparison.Ordinal))
        .Select(Assembly.Load).Prepend(service);

    /// <summary>ASP.NET Core's type leaves everything open; <see cref="Problem.Details"/> always says the same five things.</summary>
    private static OpenApiSchema Describe(OpenApiSchema problem)
    {
        problem.Description = "RFC 9457. Some problems carry more fields, for instance all faults found.";
        problem.Properties!["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable; the type repeats it." };
        problem.Properties["values"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String },
            Description = "The values in the detail, by name: of code and values any language makes its own sentence.",
        };
        problem.Required = new HashSet<string> { "type", "title", "status", "detail", "code" };
        foreach (var field in problem.Required.Select(name => problem.Properties[name]).OfType<OpenApiSchema>())
        {
            field.Type &= ~JsonSchemaType.Null;
        }

        return problem;
    }
}
