using HourExchange.Client.Ledger;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;

namespace HourExchange.Portal.Accounts.Balances;

/// <summary>The books of accounts that the reader's institution is a party to.</summary>
public static class BooksEndpoint
{
    private const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(AccountPaths.List, Show).For(Roles.Readers);

    private static async Task<IResult> Show(HttpContext http, House house, TimeProvider clock)
    {
        var after = http.Request.Query["suite"].ToString() is { Length: > 0 } next ? next : null;
        var (institution, today) = (http.Caller()!.Institution, clock.Today());
        var balances = house.Reporting((client, stopping) => client.GetBalanceReportAsync(institution: institution, from: today, to: today, cancellationToken: stopping));
        if ((await house.Ledger((client, stopping) => client.ListBooksAsync(after, PageSize, stopping))).IsRefused(out var away, out var page))
        {
            return away;
        }

        var report = await balances;
        return new Rendered<BooksPage>(new BooksModel(
            [.. page.Books], page.Next, report.Value?.Totals.GroupBy(total => total.Agreement).ToDictionary(of => of.Key, of => of.Sum(total => total.Closing), StringComparer.Ordinal),
            report.Value?.Totals.GroupBy(total => total.Counterpart).OrderBy(of => of.Key, StringComparer.Ordinal).Select(of => (of.Key, of.Sum(total => total.Closing))).ToList(), report.IsAway));
    }
}

/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Balances">What the reader's institution stands at today, by book; null where it could not be had.</param>
/// <param name="Partners">What it stands at today with each partner, over all agreements; null where it could not be had.</param>
public sealed record BooksModel(
    IReadOnlyList<BookView> Books, string? Next, IReadOnlyDictionary<string, long>? Balances, IReadOnlyList<(string Partner, long Minutes)>? Partners, bool BalancesAway);
