using System.Globalization;
using HourExchange.Client.Ledger;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;

namespace HourExchange.Portal.Accounts.Reconciliations;

/// <summary>One comparison: the book, the list and the difference side by side, and what both institutions say of each.</summary>
public static class ReconciliationEndpoint
{
    private const string Path = AccountPaths.List + "/{book}/rapprochement/{id:guid}";
    private const string Done = "fait";
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (string book, Guid id, HttpContext http, CancellationToken _) => Show(http, book, id, null)).For(Roles.Readers);
        routes.MapPost(Path + "/{position:int}", (string book, Guid id, int position, IFormCollection form, HttpContext http, House house) => TypedForm.Run(
            http, $"{position}",
            key => house.Ledger((client, stopping) => client.GiveOutcomeAsync(
                id, position, new OutcomeRequest { Outcome = form["suite-dite"].ToString(), Note = form[$"note-{position}"].ToString().Trim() is { Length: > 0 } note ? note : null }, key, stopping)),
            _ => $"{AccountPaths.Reconciliation(book, id)}?{Done}={position}{(form["page"].ToString() is { Length: > 0 } page ? $"&suite={Uri.EscapeDataString(page)}" : "")}#ecart-{position}",
            (typed, status) => Show(http, book, id, typed, status))).For(Roles.Finance).Form();
    }

    private static async Task<IResult> Show(HttpContext http, string book, Guid id, TypedForm? typed, int status = StatusCodes.Status200OK)
    {
        var house = http.RequestServices.GetRequiredService<House>();
        int? after = int.TryParse(typed?["page"] ?? http.Request.Query["suite"], CultureInfo.InvariantCulture, out var cursor) ? cursor : null;
        var items = house.Ledger((client, stopping) => client.GetReconciliationAsync(id, after, PageSize, cancellationToken: stopping));
        if ((await BookAtHand.Of(http, book)).IsRefused(out var away, out var atHand) || (await items).IsRefused(out away, out var read))
        {
            return away;
        }

        return read.Reconciliation.Book != book ? FaultPages.NotFound
            : new Rendered<ReconciliationPage>(new ReconciliationModel(atHand, read, after, typed, status == StatusCodes.Status200OK && http.Request.Query.ContainsKey(Done)), status);
    }
}

/// <param name="After">Where this page begins; null: the first.</param>
public sealed record ReconciliationModel(BookAtHand Book, ReconciliationItems Read, int? After, TypedForm? Typed, bool IsDone);
