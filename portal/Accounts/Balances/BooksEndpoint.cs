using HourExchange.Client.Ledger;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;

namespace HourExchange.Portal.Accounts.Balances;

/// <summary>The books of accounts that the reader's institution is a party to.</summary>
public static class BooksEndpoint
{
    private const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(AccountPaths.List, Show).For(Roles.Readers);

    private static async Task<IResult> Show(HttpContext http, House house, TimeProvider clock)
    {
        var after = http.Request.Query["suite"].ToString() is { Length: > 0 } next ? next : null;
        return (await house.Ledger((client, stopping) => client.ListBooksAsync(after, PageSize, stopping))).IsRefused(out var away, out var page) ? away
            : new Rendered<BooksPage>(new BooksModel([.. page.Books], page.Next));
    }
}

/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record BooksModel(IReadOnlyList<BookView> Books, string? Next);
