using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using Microsoft.Extensions.Caching.Memory;

namespace HourExchange.Portal.Pages;

/// <summary>The number beside "to do" in each page's head. A few seconds old at most, and counted anew after whatever its reader has done.</summary>
public sealed class WaitingCount(House house, IMemoryCache cache)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(20);

    /// <returns>Null where a service is out of reach, or the role has no list.</returns>
    public async Task<long?> Of(Caller caller)
    {
        if (!Roles.Readers.Contains(caller.Role))
        {
            return null;
        }

        if (cache.TryGetValue<long>(caller, out var known))
        {
            return known;
        }

        var asked = await house.Interventions((client, stopping) => client.GetWaitingAsync(stopping));
        if (asked.Value is not { } waiting)
        {
            return null;
        }

        return Note(caller, waiting.Waiting.Sum(kind => kind.Count));
    }

    /// <summary>A page has just counted.</summary>
    public long Note(Caller caller, long count) => cache.Set(caller, count, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Kept, Size = 1 });

    public void Forget(Caller caller) => cache.Remove(caller);
}
