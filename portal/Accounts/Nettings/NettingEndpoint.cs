using System.Globalization;
using HourExchange.Client.Ledger;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Accounts.Payments;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Words;

namespace HourExchange.Portal.Accounts.Nettings;

/// <summary>One netting, of which an institution sees its own part: settlements that enter, payments that take their place, who has consented.</summary>
public static class NettingEndpoint
{
    private const string Path = AccountPaths.Nettings + "/{id:guid}";
    private const string Done = "fait";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (Guid id, HttpContext http, CancellationToken _) => Show(http, id, null)).For(Roles.Readers);
        routes.MapPost(Path + "/accepter", (Guid id, IFormCollection form, HttpContext http, House house) => TypedForm.Run(
            http, "accepter", key => house.Ledger((client, stopping) => client.ConsentToNettingAsync(id, new ConsentRequest { Hash = form["empreinte"].ToString() }, key, stopping)),
            _ => $"{AccountPaths.Netting(id)}?{Done}=1", (typed, status) => Show(http, id, typed, status))).For(Roles.Finance).Form();
        routes.MapPost(Path + "/refuser", (Guid id, IFormCollection form, HttpContext http, House house) => TypedForm.Run(
            http, "refuser", key => house.Ledger((client, stopping) => client.RefuseNettingAsync(id, new ReasonRequest { Reason = form["motif"].ToString().Trim() }, key, stopping)),
            _ => $"{AccountPaths.Netting(id)}?{Done}=1", (typed, status) => Show(http, id, typed, status), new Dictionary<string, string> { ["reason-invalid"] = "motif" })).For(Roles.Finance).Form();
        routes.MapPost(Path + "/paiements/{position:int}", Pay).For(Roles.Finance).Form();
        routes.MapPost(Path + "/paiements/{position:int}/" + PaymentNotes.Act, TakeBack).For(Roles.Finance).Form();
        routes.MapGet(Path + "/paiements/{position:int}/" + PaymentNotes.Act, (Guid id) => Results.Redirect(AccountPaths.Netting(id))).For(Roles.Readers);
    }

    private static Task<IResult> TakeBack(Guid id, int position, IFormCollection form, HttpContext http, House house)
    {
        var field = PaymentNotes.FieldOf(form);
        return TypedForm.Run(
            http, PaymentNotes.Act, key => house.Ledger((client, stopping) => client.WithdrawNettedPaymentAsync(id, position, new ReasonRequest { Reason = form[field].ToString().Trim() }, key, stopping)),
            _ => $"{AccountPaths.Netting(id)}?{Done}=1", (typed, status) => Show(http, id, typed, status),
            new Dictionary<string, string> { ["reason-invalid"] = field, ["text-invalid"] = field });
    }

    private static async Task<IResult> Pay(Guid id, int position, IFormCollection form, HttpContext http, House house)
    {
        if (!DateOnly.TryParseExact(form["date"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            var faults = new Faults(form);
            faults.Add("date", Wording.Of("Portal", PageLanguage.Of(http.Request))["Fault.date"]);
            return await TypedForm.Back(http, $"{position}", faults, (typed, status) => Show(http, id, typed, status));
        }

        return await TypedForm.Run(
            http, $"{position}",
            key => house.Ledger((client, stopping) => client.RecordNettedPaymentAsync(id, position, new NettedPaymentRequest { PaidOn = day, Reference = form["reference"].ToString().Trim() }, key, stopping)),
            _ => $"{AccountPaths.Netting(id)}?{Done}=1", (typed, status) => Show(http, id, typed, status),
            new Dictionary<string, string> { ["payment-date-invalid"] = "date", ["date-in-future"] = "date", ["payment-reference-invalid"] = "reference" });
    }

    private static async Task<IResult> Show(HttpContext http, Guid id, TypedForm? typed, int status = StatusCodes.Status200OK)
    {
        var house = http.RequestServices.GetRequiredService<House>();
        return (await house.Ledger((client, stopping) => client.GetNettingAsync(id, stopping))).IsRefused(out var away, out var netting) ? away
            : new Rendered<NettingPage>(
                new NettingModel(netting, typed, status == StatusCodes.Status200OK && http.Request.Query.ContainsKey(Done), http.RequestServices.GetRequiredService<TimeProvider>().Today()), status);
    }
}

public sealed record NettingModel(NettingView Netting, TypedForm? Typed, bool IsDone, DateOnly Today);
