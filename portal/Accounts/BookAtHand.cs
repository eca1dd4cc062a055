using HourExchange.Client;
using HourExchange.Client.Ledger;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Asking;
using HourExchange.Portal.SigningIn;

namespace HourExchange.Portal.Accounts;

/// <summary>What each page about a book shows beside its own: its years, and how its codes are called.</summary>
/// <param name="Years">Oldest first.</param>
public sealed record BookAtHand(string Book, IReadOnlyList<YearView> Years, Labels Labels, DateOnly Today)
{
    /// <summary>In the order of the agreement; none where they could not be had.</summary>
    public IReadOnlyList<string> Parties => [.. Labels.Agreements.FirstOrDefault(one => one.Ref == Book)?.Parties ?? []];

    /// <summary>The year on which work is: the first with postings that has ended and is not closed, else the one that runs, else the last.</summary>
    public string? Standing => (Years.FirstOrDefault(year => year.HasPostings && IsToClose(year)) ?? Years.FirstOrDefault(year => year.LastDay >= Today) ?? (Years.Count > 0 ? Years[^1] : null))?.Year;

    /// <summary>The year to close next: in order, so also one without postings. Else the one on which work is.</summary>
    public string? Closing => Years.FirstOrDefault(IsToClose)?.Year ?? Standing;

    /// <summary>Ended years that are still to be closed and have no posting, up to the first one that has; of that only countersignatures may be missing.</summary>
    public IReadOnlyList<YearView> Empty => [.. Years.Where(year => IsToClose(year) && !(year.HasPostings && year.State == "closing")).TakeWhile(year => !year.HasPostings)];

    /// <summary>Ended years that are still to be closed and have no posting, all of them: the rest of <see cref="Empty"/> comes after years that have postings.</summary>
    public IReadOnlyList<YearView> AllEmpty => [.. Years.Where(year => IsToClose(year) && year.State != "closing" && !year.HasPostings)];

    private bool IsToClose(YearView year) => year.State != "closed" && year.LastDay < Today;

    public string Domain(string code) => Labels.Domain(Book, code);

    /// <summary>What a settlement is of.</summary>
    public string DomainsOf(SettlementView settlement) => string.Join(", ", InOrder(settlement.Domains, code => code).Select(Domain));

    /// <summary>Rows by domain, in the order in which the agreement has these.</summary>
    public IEnumerable<T> InOrder<T>(IEnumerable<T> rows, Func<T, string?> domain) => rows.OrderBy(row => domain(row) is { } code ? Labels.PlaceOf(Book, code) : int.MaxValue);

    /// <summary>Which institution's key has the square bow.</summary>
    public bool IsFirst(string institution) => Parties.Count > 0 ? Parties[0] == institution : Years.Count > 0 && institution.Length > 0;

    public static async Task<Asked<BookAtHand>> Of(HttpContext http, string book)
    {
        var (house, atHand, today) = (http.RequestServices.GetRequiredService<House>(), http.RequestServices.GetRequiredService<AtHand>(), http.RequestServices.GetRequiredService<TimeProvider>().Today());
        var asked = house.Ledger<IReadOnlyList<YearView>>(async (client, stopping) =>
        {
            var years = await client.ListYearsAsync(book, stopping);
            return new(years.StatusCode, years.Headers, [.. years.Result]);
        });
        var labels = await atHand.Labels(http.Caller()!, today, PageLanguage.Of(http.Request));
        return (await asked).Value is { } years ? Asked.As(new BookAtHand(book, years, labels, today)) : Asked.NoneOf<BookAtHand>((await asked).Problem);
    }
}
