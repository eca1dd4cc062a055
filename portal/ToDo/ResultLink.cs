using System.Security.Cryptography;
using System.Text.Json;
using HourExchange.Client.Interventions;
using HourExchange.Plumbing.Security;
using Microsoft.AspNetCore.DataProtection;

namespace HourExchange.Portal.ToDo;

/// <summary>
/// The address of the page that says what became of many lines. The result stands in it, sealed for who asked: the portal keeps nothing, and
/// nobody can make up a result for others.
/// </summary>
public sealed class ResultLink(IDataProtectionProvider protection)
{
    /// <summary>Of each sort so many are named: an address has an end.</summary>
    private const int NamedLimit = 40;

    private readonly IDataProtector _seal = protection.CreateProtector("result");

    public string To(Caller caller, IReadOnlyList<Guid> asked, ConfirmedMany result)
    {
        var refused = result.Refused.Select(line => line.Id).ToHashSet();
        var told = new Result(
            $"{caller.Institution}/{caller.Subject}", result.Lines, result.Turned, result.Confirmed, result.AlreadyTurned,
            [.. asked.Where(id => !refused.Contains(id)).Take(NamedLimit)], [.. result.Refused.Take(NamedLimit).Select(line => new RefusedLine(line.Id, line.Code))], refused.Count);
        return $"{ResultEndpoint.Path}?r={_seal.Protect(JsonSerializer.Serialize(told))}";
    }

    /// <returns>Null where it is none of ours, or another's.</returns>
    public Result? Read(Caller caller, string? text)
    {
        try
        {
            return text is { Length: > 0 } && JsonSerializer.Deserialize<Result>(_seal.Unprotect(text)) is { } told && told.For == $"{caller.Institution}/{caller.Subject}" ? told : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <param name="For">Who asked.</param>
    /// <param name="Done">Some of those that were confirmed.</param>
    /// <param name="Refused">Some of those that were not.</param>
    /// <param name="RefusedCount">All of them.</param>
    public sealed record Result(
        string For, int Lines, int Turned, int Confirmed, int AlreadyTurned, IReadOnlyList<Guid> Done, IReadOnlyList<RefusedLine> Refused, int RefusedCount);

    public sealed record RefusedLine(Guid Id, string Code);
}
