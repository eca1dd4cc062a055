using System.Globalization;
using HourExchange.Plumbing.Http;
using Microsoft.OpenApi;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>A problem that many operations may answer with; described once in the document, under its name.</summary>
internal sealed record CommonProblem(string Name, int Status, string Description)
{
    public static readonly CommonProblem NotReadable = new("NotReadable", 400, "What was sent cannot be read: something is missing, unknown, or of another type.");
    public static readonly CommonProblem NoToken = new("NoToken", 401, "No token, or one that is not accepted.");
    public static readonly CommonProblem Forbidden = new("Forbidden", 403, "The token's role may not call this, or a rule keeps this caller from it.");
    public static readonly CommonProblem NotFound = new("NotFound", 404, "There is no such thing, or the caller is no party to it.");
    public static readonly CommonProblem TooMany = new("TooMany", 429, "Asked too often, or too many files at once: wait as long as Retry-After says.");
    public static readonly CommonProblem Invalid = new("Invalid", 422, "A rule forbids it; the code says which.");

    private static readonly CommonProblem NotAcceptable = new("NotAcceptable", 406, "Nothing of what the caller wants is offered; the code says what is.");
    private static readonly CommonProblem Conflict = new("Conflict", 409, "It does not fit what is there; the code says why.");
    private static readonly CommonProblem Stale = new("Stale", 412, "It has changed since it was read: read it again.");
    private static readonly CommonProblem TooLarge = new("TooLarge", 413, "The body is larger than this takes.");
    private static readonly CommonProblem PreconditionRequired = new("PreconditionRequired", 428, "It is changed only by who says which version was read.");

    public static IReadOnlyList<CommonProblem> All { get; } =
        [NotReadable, NoToken, Forbidden, NotFound, NotAcceptable, Conflict, Stale, TooLarge, Invalid, PreconditionRequired, TooMany];

    public static CommonProblem Of(int status) => All.Single(common => common.Status == status);

    /// <param name="codes">Those with which this operation may refuse.</param>
    public void AddTo(OpenApiOperation operation, OpenApiDocument document, params IReadOnlyCollection<string> codes) =>
        (operation.Responses ??= [])[Status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(Name, document)
        {
            Description = codes.Count == 0 ? null : $"{Description} Codes: {string.Join(", ", codes)}.",
        };

    public OpenApiResponse Describe(OpenApiDocument document) => new()
    {
        Description = Description,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [Problem.ContentType] = new() { Schema = new OpenApiSchemaReference(DocumentDescription.ProblemSchema, document) },
        },
    };
}
