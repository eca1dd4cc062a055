using System.Globalization;
using HourExchange.Client.Ledger;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Accounts.Payments;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Words;

namespace HourExchange.Portal.Accounts.YearEnds;

/// <summary>
/// The end of a year, step by step: is it asked and counted, the draft, the signatures of both, closing, the countersignature, the payment; and how a
/// closed year is opened again. What the reader may do now comes from the year's <c>acts</c>.
/// </summary>
public static class YearEndEndpoint
{
    private const string Path = AccountPaths.List + "/{book}/bouclement/{year}";

    private const string Draft = "projet";

    /// <summary>In the query: what has just been done.</summary>
    private const string Done = "fait";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (string book, string year, HttpContext http, CancellationToken _) => Show(http, book, year, null)).For(Roles.Readers);
        Act(routes, Draft, (client, book, year, form, key, stopping) => client.DraftStatementAsync(book, year, new DraftRequest { ExcludedDisputed = Ids(form["exclue"]), CountedDisputed = Ids(form["comptee"]) }, key, stopping));
        Act(routes, "signer", (client, book, year, form, key, stopping) => client.SignStatementAsync(book, year, new SignRequest { Hash = form["empreinte"].ToString() }, key, stopping));
        Act(routes, "contresigner", (client, book, year, form, key, stopping) => client.SignStatementAsync(book, year, new SignRequest { Hash = form["empreinte"].ToString() }, key, stopping));
        Act(routes, "refuser", (client, book, year, form, key, stopping) => client.RefuseStatementAsync(book, year, new RefuseRequest { Hash = form["empreinte"].ToString(), Reason = form["refuser-motif"].ToString().Trim() }, key, stopping),
            new() { ["reason-missing"] = "refuser-motif", ["reason-invalid"] = "refuser-motif", ["text-invalid"] = "refuser-motif" });
        Act(routes, "cloturer", (client, book, year, _, key, stopping) => client.CloseYearAsync(book, year, key, stopping));
        Act(routes, "rouvrir", (client, book, year, form, key, stopping) => client.ProposeReopeningAsync(book, year, new ReasonRequest { Reason = form["rouvrir-motif"].ToString().Trim() }, key, stopping),
            new() { ["reason-missing"] = "rouvrir-motif", ["reason-invalid"] = "rouvrir-motif", ["text-invalid"] = "rouvrir-motif" });
        routes.MapPost(Path + "/payer", Pay).For(Roles.Finance).Form();
        routes.MapPost($"{Path}/{PaymentNotes.Act}", TakeBack).For(Roles.Finance).Form();
    }

    private static void Act<T>(
        IEndpointRouteBuilder routes, string act, Func<LedgerClient, string, string, IFormCollection, string?, CancellationToken, Task<Client.Reply<T>>> run, Dictionary<string, string>? fields = null) where T : class
    {
        var endpoint = routes.MapPost($"{Path}/{act}", (string book, string year, IFormCollection form, HttpContext http, House house) => TypedForm.Run(
            http, act, key => house.Ledger((client, stopping) => run(client, book, year, form, key, stopping)), _ => $"{AccountPaths.YearEnd(book, year)}?{Done}={act}",
            (typed, status) => Show(http, book, year, typed, status), fields)).For(Roles.Finance).Form();
        // A draft may wait for Interventions, and then says so in time; closing a long year has as long as it needs.
        if (act != Draft)
        {
            endpoint.TakesLong();
        }
    }

    /// <summary>One transfer may pay several settlements: each is noted, with the same day and reference.</summary>
    private static async Task<IResult> Pay(string book, string year, IFormCollection form, HttpContext http, House house)
    {
        var settlements = Ids(form[PaymentForm.Settlement]);
        var (date, reference) = (PaymentForm.FieldOf("date", form[PaymentForm.Place]), PaymentForm.FieldOf("reference", form[PaymentForm.Place]));
        if (!DateOnly.TryParseExact(form[date], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || settlements.Count == 0)
        {
            var faults = new Faults(form);
            faults.Add(date, Wording.Of("Portal", PageLanguage.Of(http.Request))["Fault.date"]);
            return await TypedForm.Back(http, "payer", faults, (typed, status) => Show(http, book, year, typed, status));
        }

        var fields = new Dictionary<string, string> { ["payment-date-invalid"] = date, ["date-in-future"] = date, ["payment-reference-invalid"] = reference };
        foreach (var settlement in settlements)
        {
            var payment = new PaymentRequest { PaidOn = day, Reference = form[reference].ToString().Trim(), Settlement = settlement };
            var paid = await house.Ledger((client, stopping) => client.RecordPaymentAsync(book, year, payment, FormGuard.KeyOf(form, $"{settlement}"), stopping));
            if (paid.Value is null)
            {
                return await TypedForm.Refused(http, "payer", paid, (typed, status) => Show(http, book, year, typed, status), fields);
            }
        }

        return Results.Redirect($"{AccountPaths.YearEnd(book, year)}?{Done}=payer");
    }

    /// <summary>Of one settlement, and of the others of the same transfer where that is wanted: each note is taken back for the same reason.</summary>
    private static async Task<IResult> TakeBack(string book, string year, IFormCollection form, HttpContext http, House house)
    {
        var field = PaymentNotes.FieldOf(form);
        Guid? chosen = Guid.TryParse(form[PaymentForm.Settlement], out var id) ? id : null;
        foreach (var settlement in new[] { chosen }.Concat(form[PaymentNotes.WithOthers].Count > 0 ? Ids(form[PaymentNotes.Other]).Select(one => (Guid?)one) : []))
        {
            var withdrawal = new PaymentWithdrawalRequest { Reason = form[field].ToString().Trim(), Settlement = settlement };
            var withdrawn = await house.Ledger((client, stopping) => client.WithdrawPaymentAsync(book, year, withdrawal, FormGuard.KeyOf(form, $"{settlement}"), stopping));
            if (withdrawn.Value is null)
            {
                return await TypedForm.Refused(
                    http, PaymentNotes.Act, withdrawn, (typed, status) => Show(http, book, year, typed, status), new Dictionary<string, string> { ["reason-invalid"] = field, ["text-invalid"] = field });
            }
        }

        return Results.Redirect($"{AccountPaths.YearEnd(book, year)}?{Done}={PaymentNotes.Act}");
    }

    private static List<Guid> Ids(Microsoft.Extensions.Primitives.StringValues typed) => [.. typed.Select(one => Guid.TryParse(one, out var id) ? id : (Guid?)null).OfType<Guid>()];

    private static async Task<IResult> Show(HttpContext http, string book, string label, TypedForm? typed, int status = StatusCodes.Status200OK)
    {
        var house = http.RequestServices.GetRequiredService<House>();
        var comparisons = house.Ledger((client, stopping) => client.ListReconciliationsAsync(book, limit: 50, cancellationToken: stopping));
        var (readiness, statement, proposals) = (
            house.Ledger((client, stopping) => client.GetReadinessAsync(book, label, stopping)),
            house.Ledger((client, stopping) => client.GetStatementAsync(book, label, take: 0, cancellationToken: stopping)),
            house.Ledger((client, stopping) => client.ListProposalsAsync(book, limit: 100, cancellationToken: stopping)));
        if ((await BookAtHand.Of(http, book)).IsRefused(out var away, out var atHand) || (await statement).IsRefused(out away, out var read))
        {
            return away;
        }

        return new Rendered<YearEndPage>(
            new YearEndModel
            {
                Book = atHand,
                Year = atHand.Years.FirstOrDefault(year => year.Year == label) ?? new YearView { Year = label, State = read.State, FirstDay = read.FirstDay, LastDay = read.LastDay, IsLast = false, HasPostings = read.LineCount > 0, Acts = [] },
                Readiness = (await readiness).Value,
                Statement = read,
                Reopening = (await proposals).Value?.Items.FirstOrDefault(one => one.Kind == "reopening" && one.Year == label && one.State == "open"),
                // Of each side the latest, which is the one that counts.
                Comparisons = [.. (await comparisons).Value?.Reconciliations.Where(one => one.Year == label && one.WithdrawnAt is null).DistinctBy(one => (one.Institution, one.Counterpart)) ?? []],
                HasMissingParts = (await readiness).IsAway || (await proposals).IsAway || (await comparisons).IsAway,
                Typed = typed,
                Done = status == StatusCodes.Status200OK ? http.Request.Query[Done].ToString() : "",
            },
            status);
    }
}

public sealed record YearEndModel
{
    public required BookAtHand Book { get; init; }

    public required YearView Year { get; init; }

    /// <summary>Null where it could not be had.</summary>
    public required YearReadiness? Readiness { get; init; }

    public required StatementView Statement { get; init; }

    /// <summary>That waits for consent; null where none does.</summary>
    public required ProposalView? Reopening { get; init; }

    /// <summary>With lists, of this year.</summary>
    public required IReadOnlyList<ReconciliationView> Comparisons { get; init; }

    public required bool HasMissingParts { get; init; }

    public required TypedForm? Typed { get; init; }

    public required string Done { get; init; }

    public bool May(string act) => Year.Acts.Contains(act);

    /// <summary>Which step is at hand: 1 to count, 2 to draft, 3 to sign, 4 to close, 5 to countersign, 6 to settle; 7 when all is done.</summary>
    public int Step => Year.State switch
    {
        "open" => Readiness is { Ready: true } ? 2 : 1,
        "drafted" => 3,
        "signed" => Statement.IsSignedByAll ? 4 : 3,
        "closing" => 5,
        _ => Statement.Settlements.Any(one => one.State == "open") ? 6 : 7,
    };
}
