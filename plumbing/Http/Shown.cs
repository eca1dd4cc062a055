using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace HourExchange.Plumbing.Http;

/// <summary>What comes of a read: 200 with its body, or a problem. The type tells the document which body.</summary>
public sealed class Shown<T> : IResult, IEndpointMetadataProvider
{
    private readonly IResult _result;

    internal Shown(IResult result) => _result = result;

    public Task ExecuteAsync(HttpContext httpContext) => _result.ExecuteAsync(httpContext);

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(JsonAnswer.Of<T>(StatusCodes.Status200OK));

    public static implicit operator Shown<T>(T body) => new(Results.Ok(body));

    public static implicit operator Shown<T>(Refusal refusal) => new(Problem.From(refusal));
}

public static class Shown
{
    /// <summary>The same in another form than JSON.</summary>
    public static Shown<T> As<T>(IResult file) => new(file);
}
