using System.Globalization;
using HourExchange.Client.Ledger;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;

namespace HourExchange.Portal.Accounts.Statements;

/// <summary>The statement of a year (décompte d'heures): what the finances sign, and every posting behind it with the balance after it.</summary>
public static class StatementEndpoint
{
    /// <summary>Postings on one page.</summary>
    internal const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(AccountPaths.List + "/{book}/decompte/{year}", Show).For(Roles.Readers);

    private static async Task<IResult> Show(string book, string year, HttpContext http, House house)
    {
        int? edition = int.TryParse(http.Request.Query["edition"], CultureInfo.InvariantCulture, out var asked) ? asked : null;
        var from = int.TryParse(http.Request.Query["suite"], CultureInfo.InvariantCulture, out var after) && after > 0 ? after : 0;
        var statement = house.Ledger((client, stopping) => client.GetStatementAsync(book, year, edition, from, PageSize, cancellationToken: stopping));
        if ((await BookAtHand.Of(http, book)).IsRefused(out var away, out var atHand) || (await statement).IsRefused(out away, out var read))
        {
            return away;
        }

        return new Rendered<StatementPage>(new StatementModel(atHand, read, (int)Math.Min(from, read.LineCount)));
    }
}

/// <param name="From">How many postings stand on the pages before.</param>
public sealed record StatementModel(BookAtHand Book, StatementView Statement, int From);
