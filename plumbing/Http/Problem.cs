using HourExchange.Plumbing.Telemetry;
using HourExchange.Plumbing.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace HourExchange.Plumbing.Http;

/// <summary>RFC 9457 problem details. The type is stable and names the code: <c>urn:hourexchange:problem:CODE</c>.</summary>
public static class Problem
{
    public const string ContentType = "application/problem+json";

    public static string TypeOf(string code) => "urn:hourexchange:problem:" + code;

    public static ProblemDetails Details(int status, string code, string detail) => new()
    {
        Type = TypeOf(code),
        Title = code.Replace('-', ' '),
        Status = status,
        Detail = detail,
        Extensions = { ["code"] = code },
    };

    public static IResult From(Refusal refusal)
    {
        var details = Details((int)refusal.Kind, refusal.Code, refusal.Message);
        if (refusal.Message.Values is { } values)
        {
            details.Extensions["values"] = values;
        }

        foreach (var (name, value) in refusal.Extensions)
        {
            details.Extensions[name] = value;
        }

        return new Said(refusal.Code, Results.Json(details, StrictJson.Options, ContentType, (int)refusal.Kind));
    }

    private sealed class Said(string code, IResult problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            RequestLog.Refuse(httpContext, code);
            return problem.ExecuteAsync(httpContext);
        }
    }
}
