using System.Reflection;
using System.Text.Json.Nodes;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>
/// What ASP.NET Core does not say of an operation by itself: its name, what it is for, which people and programs may call it, the key of a write,
/// the common problems.
/// </summary>
internal sealed class OperationDescription : IOpenApiOperationTransformer
{
    public const string RolesField = "x-roles";
    public const string ScopesField = "x-scopes";
    public const string CodesField = "x-codes";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document!;
        var path = context.Description.RelativePath!;
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var handlers = metadata.OfType<MethodInfo>().ToList();
        operation.Tags = new HashSet<OpenApiTagReference> { new(Tag(path), document) };
        operation.Description ??= handlers.Select(handler => DocComments.Summary(Outermost(handler.DeclaringType!))).FirstOrDefault();
        if (OperationRoles.Of(metadata) is { } roles)
        {
            NameRoles(operation, roles, WithinScopes.Of(metadata), document);
            CommonProblem.NoToken.AddTo(operation, document);
            CommonProblem.Forbidden.AddTo(operation, document);
            CommonProblem.TooMany.AddTo(operation, document);
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

        NameCodes(operation, RefusalCodes.Of(handlers, except: typeof(HttpWrites)), document);
        NameHeaders(operation, metadata.OfType<HeaderGiven>());
        var responses = operation.Responses!.OrderBy(response => response.Key, StringComparer.Ordinal).ToList();
        operation.Responses = [];
        responses.ForEach(response => operation.Responses.Add(response.Key, response.Value));
        return Task.CompletedTask;
    }

    private static bool Has(OpenApiOperation operation, ParameterLocation location) =>
        operation.Parameters?.Any(parameter => parameter.In == location) == true;

    private static void NameRoles(OpenApiOperation operation, IReadOnlyList<string> roles, IReadOnlyList<string> scopes, OpenApiDocument document)
    {
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(DocumentDescription.Scheme, document)] = [] }];
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions[RolesField] = new JsonNodeExtension(new JsonArray([.. roles.Select(role => JsonValue.Create(role))]));
        operation.Extensions[ScopesField] = new JsonNodeExtension(new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]));
        var who = (roles.Count == 0 ? "Roles: any." : $"Roles: {string.Join(", ", roles)}.")
            + (scopes.Count == 0 ? " Programs: none." : $" Programs: with {string.Join(" or ", scopes)}.");
        operation.Description = string.IsNullOrEmpty(operation.Description) ? who : $"{operation.Description} {who}";
    }

    private static void NameCodes(OpenApiOperation operation, SortedDictionary<int, SortedSet<string>> codes, OpenApiDocument document)
    {
        if (codes.Count > 0)
        {
            (operation.Extensions ??= new Dictionary<string, IOpenApiExtension>())[CodesField] = new JsonNodeExtension(new JsonArray(
                [.. codes.Values.SelectMany(same => same).Distinct().Order(StringComparer.Ordinal).Select(code => JsonValue.Create(code))]));
        }

        foreach (var (status, same) in codes)
        {
            CommonProblem.Of(status).AddTo(operation, document, same);
        }
    }

    private static void NameHeaders(OpenApiOperation operation, IEnumerable<HeaderGiven> headers)
    {
        foreach (var header in headers.Distinct())
        {
            // Where something is read is told when it was made, or taken in.
            foreach (var good in operation.Responses!.Where(answer => answer.Key is "201" or "202" || (answer.Key == "200" && header != HeaderGiven.Location))
                .Select(answer => answer.Value).OfType<OpenApiResponse>())
            {
                (good.Headers ??= new Dictionary<string, IOpenApiHeader>())[header.Name] =
                    new OpenApiHeader { Description = header.Description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
            }
        }
    }

    private static void AddIdempotencyKey(OpenApiOperation operation) => (operation.Parameters ??= []).Add(new OpenApiParameter
    {
        Name = HttpWrites.Header,
        In = ParameterLocation.Header,
        Description = "The same request sent again under the same key gets the same answer for seven days. "
            + "Codes: idempotency-key-too-long (400), idempotency-key-reused (422, another body under the same key).",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = HttpWrites.KeyLengthLimit },
    });

    /// <summary>What the operation is about: the first segment of its path that names anything.</summary>
    private static string Tag(string path) => path.Replace("api/v1/", "", StringComparison.Ordinal).Split('/')[0];

    // A lambda lives in a nested type of the compiler's.
    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
