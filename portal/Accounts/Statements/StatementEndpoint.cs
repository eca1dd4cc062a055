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

    /// <summary>Of a statement, each made up of its lines, as the ledger names them.</summary>
    internal static readonly IReadOnlyList<string> Figures = ["opening", "given", "received", "late", "adjusted", BeforeClosing, "compensated", "settled", "carried"];

    internal const string BeforeClosing = "before-closing";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(AccountPaths.List + "/{book}/decompte/{year}", Show).For(Roles.Readers);

    private static async Task<IResult> Show(string book, string year, HttpContext http, House house)
    {
        int? edition = int.TryParse(http.Request.Query["edition"], CultureInfo.InvariantCulture, out var asked) ? asked : null;
        var from = int.TryParse(http.Request.Query["suite"], CultureInfo.InvariantCulture, out var after) && after > 0 ? after : 0;
        var query = http.Request.Query;
        var lines = new AskedLines(Text("domaine"), Text("chiffre") is { } figure && Figures.Contains(figure) ? figure : null, Text("de"), Text("avec"));
        var statement = house.Ledger((client, stopping) => client.GetStatementAsync(
            book, year, edition, from, PageSize, lines.Domain, lines.Figure, lines.Institution, lines.Counterpart, cancellationToken: stopping));
        if ((await BookAtHand.Of(http, book)).IsRefused(out var away, out var atHand) || (await statement).IsRefused(out away, out var read))
        {
            return away;
        }

        return new Rendered<StatementPage>(new StatementModel(atHand, read, lines, (int)Math.Min(from, read.Found ?? read.LineCount)));

        string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
    }
}

/// <param name="From">How many postings stand on the pages before.</param>
public sealed record StatementModel(BookAtHand Book, StatementView Statement, AskedLines Asked, int From);

/// <summary>Which postings are shown: all, or those of a domain, of a pair, or behind a figure.</summary>
public sealed record AskedLines(string? Domain, string? Figure, string? Institution, string? Counterpart)
{
    public bool AreAll => Domain is null && Figure is null && Institution is null && Counterpart is null;
}
