using System.Globalization;
using HourExchange.Client.Ledger;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Words;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Portal.Accounts.Reconciliations;

/// <summary>
/// One comparison: the book, the list and the difference side by side, and what both institutions say of each; of one, or of all that are not settled
/// at once.
/// </summary>
public static class ReconciliationEndpoint
{
    private const string Path = AccountPaths.List + "/{book}/rapprochement/{id:guid}";
    private const string Done = "fait";
    private const int PageSize = 50;

    /// <summary>What a comparison finds that asks for an outcome, as the ledger names it.</summary>
    public static readonly IReadOnlyList<string> Findings = ["different", "missing-here", "missing-there"];

    public const string Withdraw = "retirer";

    /// <summary>What agrees: shown where it is asked for.</summary>
    public const string Matched = "matched";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (string book, Guid id, HttpContext http, CancellationToken _) => Show(http, book, id, Asked(http.Request.Query), null)).For(Roles.Readers);
        routes.MapPost(Path + "/{position:int}", (string book, Guid id, int position, IFormCollection form, HttpContext http, House house) => Unsaid(
            http, form, "suite-dite", $"{position}", (typed, status) => Show(http, book, id, Asked(form), typed, status)) ?? TypedForm.Run(
            http, $"{position}",
            key => house.Ledger((client, stopping) => client.GiveOutcomeAsync(
                id, position, new OutcomeRequest { Outcome = form["suite-dite"].ToString(), Note = Note(form, $"note-{position}") }, key, stopping)),
            _ => $"{Address(book, id, Asked(form), (Done, "1"))}#ecart-{position}",
            (typed, status) => Show(http, book, id, Asked(form), typed, status))).For(Roles.Finance).Form();
        routes.MapPost(Path + "/suites", (string book, Guid id, IFormCollection form, HttpContext http, House house) => Unsaid(
            http, form, "suite-de-tous", OfAll, (typed, status) => Show(http, book, id, Asked(form), typed, status)) ?? TypedForm.Run(
            http, OfAll,
            key => house.Ledger((client, stopping) => client.GiveOutcomesAsync(
                id, new OutcomesRequest { Outcome = form["suite-de-tous"].ToString(), Finding = Asked(form).Finding, Note = Note(form, "note-de-tous") }, key, stopping)),
            given => Address(book, id, Asked(form) with { After = null }, (Done, given.Given.ToString(CultureInfo.InvariantCulture))),
            (typed, status) => Show(http, book, id, Asked(form), typed, status), FieldsOfAll)).For(Roles.Finance).Form();
        routes.MapPost($"{Path}/{Withdraw}", (string book, Guid id, IFormCollection form, HttpContext http, House house) => TypedForm.Run(
            http, Withdraw, key => house.Ledger((client, stopping) => client.WithdrawReconciliationAsync(id, key, stopping)),
            _ => AccountPaths.Reconciliation(book, id), (typed, status) => Show(http, book, id, Asked(form), typed, status))).For(Roles.Finance).Form();
        routes.MapGet($"{Path}/{Withdraw}", (string book, Guid id) => Results.Redirect(AccountPaths.Reconciliation(book, id))).For(Roles.Readers);
        // Who asks for the address of a form gets the page on which it stands.
        routes.MapGet(Path + "/suites", (string book, Guid id) => Results.Redirect(AccountPaths.Reconciliation(book, id))).For(Roles.Readers);
    }

    /// <summary>Name of the form that says the same of all.</summary>
    public const string OfAll = "tous";

    private static readonly Dictionary<string, string> FieldsOfAll = new() { ["outcome-unknown"] = "suite-de-tous", ["note-invalid"] = "note-de-tous" };

    public static string Address(string book, Guid id, AskedDifferences asked, (string Name, string Value)? done = null) => QueryHelpers.AddQueryString(
        AccountPaths.Reconciliation(book, id), asked.Fields.Append(done is { } told ? KeyValuePair.Create(told.Name, (string?)told.Value) : default).Where(field => field.Value is not null));

    /// <summary>Nothing is chosen for anybody: who sends the form as it is is told so.</summary>
    private static Task<IResult>? Unsaid(HttpContext http, IFormCollection form, string field, string act, Func<TypedForm, int, Task<IResult>> show)
    {
        if (form[field].ToString().Length > 0)
        {
            return null;
        }

        var faults = new Faults(form);
        faults.Add(act == OfAll ? field : "", Wording.Of("Portal", PageLanguage.Of(http.Request))["Reconciliation.unsaid"]);
        return TypedForm.Back(http, act, faults, show);
    }

    private static string? Note(IFormCollection form, string field) => form[field].ToString().Trim() is { Length: > 0 } note ? note : null;

    private static AskedDifferences Asked(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> sent)
    {
        var fields = sent.Where(field => field.Value.Count > 0).ToDictionary(field => field.Key, field => field.Value[0], StringComparer.Ordinal);
        return new AskedDifferences(
            Findings.Append(Matched).FirstOrDefault(finding => finding == fields.GetValueOrDefault(AskedDifferences.FindingField)),
            fields.GetValueOrDefault(AskedDifferences.SettledField) switch { AskedDifferences.IsSettled => true, AskedDifferences.IsOpen => false, _ => null },
            int.TryParse(fields.GetValueOrDefault(AskedDifferences.AfterField), CultureInfo.InvariantCulture, out var cursor) ? cursor : null);
    }

    private static async Task<IResult> Show(HttpContext http, string book, Guid id, AskedDifferences asked, TypedForm? typed, int status = StatusCodes.Status200OK)
    {
        var house = http.RequestServices.GetRequiredService<House>();
        var items = house.Ledger((client, stopping) => client.GetReconciliationAsync(id, asked.After, PageSize, asked.Finding, asked.Settled, cancellationToken: stopping));
        if ((await BookAtHand.Of(http, book)).IsRefused(out var away, out var atHand) || (await items).IsRefused(out away, out var read))
        {
            return away;
        }

        return read.Reconciliation.Book != book ? FaultPages.NotFound
            : new Rendered<ReconciliationPage>(
                new ReconciliationModel(atHand, read, asked, typed, status == StatusCodes.Status200OK && int.TryParse(http.Request.Query[Done], out var done) ? done : null), status);
    }
}

/// <summary>Which items of a comparison are shown.</summary>
/// <param name="Finding">Null: all that differ.</param>
/// <param name="Settled">Whether both have said the same; null: all.</param>
/// <param name="After">Where this page begins; null: the first.</param>
public sealed record AskedDifferences(string? Finding, bool? Settled, int? After)
{
    public const string FindingField = "constat";
    public const string SettledField = "reste";
    public const string AfterField = "suite";

    public const string IsOpen = "a-regler";
    public const string IsSettled = "regle";

    /// <summary>As they stand in an address, and in forms.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Fields =>
    [
        KeyValuePair.Create(FindingField, Finding), KeyValuePair.Create(SettledField, Settled switch { true => IsSettled, false => IsOpen, null => null }),
        KeyValuePair.Create(AfterField, After?.ToString(CultureInfo.InvariantCulture)),
    ];
}

/// <param name="Read">What agrees comes after all that differs.</param>
/// <param name="Done">Of how many differences something has just been said.</param>
public sealed record ReconciliationModel(BookAtHand Book, ReconciliationItems Read, AskedDifferences Asked, TypedForm? Typed, int? Done)
{
    public int Differences => Read.Reconciliation.Different + Read.Reconciliation.MissingHere + Read.Reconciliation.MissingThere;

    public IReadOnlyList<ItemView> Items => AsksForMatched ? [.. Read.Items] : [.. Read.Items.Where(item => item.Finding != ReconciliationEndpoint.Matched)];

    /// <summary>Where the next page begins; null where nothing but what agrees follows.</summary>
    public int? Next => Asked.Finding is not null || (Items.Count == Read.Items.Count && Items is [.., var last] && last.Position < Differences) ? Read.Next : null;

    private bool AsksForMatched => Asked.Finding == ReconciliationEndpoint.Matched;
}
