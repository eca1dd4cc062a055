using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace HourExchange.Plumbing.Http;

/// <summary>What comes of a write: its answer, or a problem. The type tells the document which answer.</summary>
public sealed class Written<TAnswer>(IResult result) : IResult, IEndpointMetadataProvider where TAnswer : IDescribedAnswer
{
    public Task ExecuteAsync(HttpContext httpContext) => result.ExecuteAsync(httpContext);

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) => TAnswer.Describe(builder.Metadata);

    public static implicit operator Written<TAnswer>(Refusal refusal) => new(Problem.From(refusal));
}
