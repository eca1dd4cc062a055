using HourExchange.Client.Interventions;
using HourExchange.Plumbing.Security;
using Microsoft.Extensions.Caching.Memory;

namespace HourExchange.Portal.Asking;

/// <summary>
/// What nearly every page shows beside its own: the caller's agreements, asked for once a page; their terms and names of institutions, kept for
/// half a minute for each institution, since all its readers see the same.
/// </summary>
public sealed class AtHand(House house, IMemoryCache cache)
{
    private const int PageSize = 100;

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    private Task<Asked<IReadOnlyList<AgreementSummary>>>? _agreements;

    /// <summary>As they stand now: what has come into force a moment ago is there.</summary>
    public Task<Asked<IReadOnlyList<AgreementSummary>>> Agreements() => _agreements ??= AskForAgreements();

    private async Task<Asked<IReadOnlyList<AgreementSummary>>> AskForAgreements() =>
        await house.Interventions<IReadOnlyList<AgreementSummary>>(async (client, stopping) =>
        {
            var all = new List<AgreementSummary>();
            string? after = null;
            do
            {
                var page = await client.ListAgreementsAsync(after, PageSize, stopping);
                all.AddRange(page.Result.Agreements);
                after = page.Result.Next;
            }
            while (after is not null);
            return new(StatusCodes.Status200OK, new Dictionary<string, IEnumerable<string>>(), all);
        });

    public Task<Asked<TermsView>> Terms(Caller caller, string agreement, DateOnly on) => Keep((caller.Institution, agreement, on), () =>
        house.Interventions((client, stopping) => client.GetTermsAsync(agreement, on, stopping)));

    public Task<Asked<InstitutionPage>> Institutions(Caller caller) => Keep((caller.Institution, "institutions"), () =>
        house.Interventions((client, stopping) => client.ListInstitutionsAsync(null, PageSize, stopping)));

    /// <summary>How codes are called, in all agreements of the caller; without terms by themselves.</summary>
    /// <param name="language">fr, de or en.</param>
    public async Task<Labels> Labels(Caller caller, DateOnly today, string language)
    {
        var agreements = (await Agreements()).Value ?? [];
        var terms = await Task.WhenAll(agreements.Where(one => one.State != "pending").Select(one => Terms(caller, one.Ref, Nearest(one, today))));
        return new Labels(agreements, [.. terms.Select(one => one.Value).OfType<TermsView>()], language);
    }

    /// <summary>Minutes by unit; none where the terms could not be had.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Units(Caller caller, string agreement, DateOnly today) =>
        (await Terms(caller, agreement, await Nearest(agreement, today))).Value is { } terms ? terms.Content.Units.ToDictionary(unit => unit.Key, unit => unit.Value) : [];

    /// <summary>Today, or the nearest day on which the agreement holds: what has ended is still read, by the terms that it ended with.</summary>
    public async Task<DateOnly> Nearest(string agreement, DateOnly today) =>
        (await Agreements()).Value?.FirstOrDefault(one => one.Ref == agreement) is { } known ? Nearest(known, today) : today;

    private static DateOnly Nearest(AgreementSummary agreement, DateOnly today) =>
        agreement.EndsOn is { } end && end < today ? end : agreement.Signed > today ? agreement.Signed : today;

    private async Task<Asked<T>> Keep<T>(object key, Func<Task<Asked<T>>> ask) where T : class
    {
        if (cache.TryGetValue<Asked<T>>(key, out var known))
        {
            return known!;
        }

        var asked = await ask();
        return asked.Value is null ? asked : cache.Set(key, asked, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Kept, Size = 1 });
    }
}
