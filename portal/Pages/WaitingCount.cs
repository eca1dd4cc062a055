using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.ToDo;
using Microsoft.Extensions.Caching.Memory;

namespace HourExchange.Portal.Pages;

/// <summary>The number beside "to do" in each page's head, the same as on the page itself. A few seconds old at most, and counted anew after whatever its reader has done.</summary>
public sealed class WaitingCount(WaitingLists lists, IMemoryCache cache)
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

        var waiting = await lists.Read(caller);
        return waiting.IsWhole ? Note(caller, waiting.Count) : null;
    }

    /// <summary>A page has just counted.</summary>
    public long Note(Caller caller, long count) => cache.Set(caller, count, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Kept, Size = 1 });

    public void Forget(Caller caller) => cache.Remove(caller);
}
