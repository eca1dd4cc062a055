using System.Diagnostics.CodeAnalysis;
using HourExchange.Client;
using HourExchange.Portal.Pages;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace HourExchange.Portal.Asking;

/// <summary>What a service answered: a value, a refusal, or nothing, because it is out of reach.</summary>
/// <typeparam name="T">Of the good answer.</typeparam>
public sealed class Asked<T> where T : class
{
    internal Asked(Reply<T>? reply, ProblemDetails? problem) => (Reply, Problem) = (reply, problem);

    public Reply<T>? Reply { get; }

    /// <summary>Null where the answer was good, or where none came.</summary>
    public ProblemDetails? Problem { get; }

    public T? Value => Reply?.Result;

    /// <summary>Whether the service did not answer in time. Of a write nobody knows whether it was done: the form carries its key, so that it can be sent again.</summary>
    public bool IsAway => Reply is null && Problem is null;

    /// <summary>Whether there is no value; then with the page that says so.</summary>
    public bool IsRefused([NotNullWhen(true)] out IResult? page, [NotNullWhen(false)] out T? value)
    {
        value = Value;
        page = value is not null ? null : Problem is null ? FaultPages.Away : FaultPages.Of(Problem);
        return page is not null;
    }
}

public static class Asked
{
    public static async Task<Asked<T>> Of<T>(Func<Task<Reply<T>>> ask, CancellationToken left) where T : class
    {
        try
        {
            return new Asked<T>(await ask(), null);
        }
        catch (ApiException<ProblemDetails> refused) when (refused.StatusCode < StatusCodes.Status500InternalServerError)
        {
            return new Asked<T>(null, refused.Result);
        }
        catch (ApiException unexpected) when (unexpected.StatusCode is >= StatusCodes.Status400BadRequest and < StatusCodes.Status500InternalServerError)
        {
            return new Asked<T>(null, new ProblemDetails { Status = unexpected.StatusCode });
        }
        catch (ApiException)
        {
            return new Asked<T>(null, null);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutRejectedException or BrokenCircuitException
            || (exception is OperationCanceledException && !left.IsCancellationRequested))
        {
            return new Asked<T>(null, null);
        }
    }

    /// <summary>A good answer that is put together of several.</summary>
    public static Asked<T> As<T>(T value) where T : class => new(new Reply<T>(StatusCodes.Status200OK, new Dictionary<string, IEnumerable<string>>(), value), null);

    /// <summary>No answer, because another that it needs was refused, or did not come.</summary>
    public static Asked<T> NoneOf<T>(ProblemDetails? problem) where T : class => new(null, problem);
}
