using System.Reflection;
using System.Text.Json.Nodes;
using HourExchange.Plumbing.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>
/// What ASP.NET Core does not say of an operation by itself: its name, what it is for, who may call it, the key of a write,
/// the common problems.
/// </summary>
internal sealed class OperationDescription : IOpenApiOperationTransformer
{
    public const string RolesField = "x-roles";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document!;
        var path = context.Description.RelativePath!;
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var handlers = metadata.OfType<MethodInfo>().ToList();
        operation.OperationId = OperationName.Of(context.Description.HttpMethod!, path);
        operation.Tags = new HashSet<OpenApiTagReference> { new(OperationName.Tag(path), document) };
        operation.Description ??= handlers.Select(handler => DocComments.Summary(Outermost(handler.DeclaringType!))).FirstOrDefault();
        if (OperationRoles.Of(metadata) is { } roles)
        {
            NameRoles(operation, roles, document);
            CommonProblem.NoToken.AddTo(operation, document);
            CommonProblem.Forbidden.AddTo(operation, document);
        }

        if (Has(operation, ParameterLocation.Query) || operation.RequestBody is not null)
        {
            CommonProblem.NotReadable.AddTo(operation, document);
        }

        if (Has(operation, ParameterLocation.Path))
        {
            CommonProblem.NotFound.AddTo(operation, document);
        }

        if (handlers.SelectMany(handler => handler.GetParameters()).Any(parameter => parameter.ParameterType == typeof(HttpWrites)))
        {
            AddIdempotencyKey(operation);
            CommonProblem.Invalid.AddTo(operation, document);
        }

        var responses = operation.Responses!.OrderBy(response => response.Key, StringComparer.Ordinal).ToList();
        operation.Responses = [];
        responses.ForEach(response => operation.Responses.Add(response.Key, response.Value));
        return Task.CompletedTask;
    }

    private static bool Has(OpenApiOperation operation, ParameterLocation location) =>
        operation.Parameters?.Any(parameter => parameter.In == location) == true;

    private static void NameRoles(OpenApiOperation operation, IReadOnlyList<string> roles, OpenApiDocument document)
    {
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(DocumentDescription.Scheme, document)] = [] }];
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions[RolesField] = new JsonNodeExtension(new JsonArray([.. roles.Select(role => JsonValue.Create(role))]));
        var who = roles.Count == 0 ? "Roles: any." : $"Roles: {string.Join(", ", roles)}.";
        operation.Description = string.IsNullOrEmpty(operation.Description) ? who : $"{operation.Description} {who}";
    }

    private static void AddIdempotencyKey(OpenApiOperation operation) => (operation.Parameters ??= []).Add(new OpenApiParameter
    {
        Name = HttpWrites.Header,
        In = ParameterLocation.Header,
        Description = "The same request sent again under the same key gets the same answer for seven days.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = HttpWrites.KeyLengthLimit },
    });

    // A lambda lives in a nested type of the compiler's.
    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
