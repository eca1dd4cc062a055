using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace HourExchange.Plumbing.Http;

/// <summary>What comes of a read that may be long: as <see cref="Shown{T}"/>, by way of a <see cref="Spool"/>. A list in it may still be read while it is written.</summary>
public sealed class Spooled<T> : IResult, IEndpointMetadataProvider
{
    private readonly IResult _result;

    internal Spooled(IResult result) => _result = result;

    public Task ExecuteAsync(HttpContext httpContext) => _result.ExecuteAsync(httpContext);

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(JsonAnswer.Of<T>(StatusCodes.Status200OK));

    public static implicit operator Spooled<T>(Refusal refusal) => new(Problem.From(refusal));
}
