using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Settlements.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>
/// A payment of a netting for its two ends: what it stands for, and, by finance of either, when and how it was paid; who recorded that takes it back.
/// </summary>
public static class NettedPaymentEndpoint
{
    private const string Pay = """
        update ledger.netting_payment set paid_on = @PaidOn, payment_reference = @Reference, recorded_for = @Institution, recorded_by = @Subject
        where netting = @id and payer = @Payer and payee = @Payee and paid_on is null
        """;

    // What was recorded is kept as taken back, and is no longer what holds, in one statement: of two who take it back at once, the second finds nothing.
    private const string Withdraw = """
        with recorded as (
            select netting, payer, payee, payment, paid_on, payment_reference, recorded_for, recorded_by from ledger.netting_payment
            where netting = @id and payer = @Payer and payee = @Payee and recorded_for = @Institution for update)
        insert into ledger.netting_payment_withdrawal
            (netting, payer, payee, payment, paid_on, payment_reference, recorded_for, recorded_by, subject, reason, withdrawn_at)
        select netting, payer, payee, payment, paid_on, payment_reference, recorded_for, recorded_by, @Subject, @Reason, @now from recorded
        on conflict do nothing
        """;

    private const string Free = """
        update ledger.netting_payment set paid_on = null, payment_reference = null, recorded_for = null, recorded_by = null, payment = payment + 1
        where netting = @id and payer = @Payer and payee = @Payee
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/nettings/{id:guid}/payments/{position:int}", Read).For(BookAccess.Readers).WithName("getNettedPayment");
        routes.MapPost("/api/v1/nettings/{id:guid}/payments/{position:int}",
            (Guid id, int position, NettedPaymentRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Record(transaction, id, position, request, Caller.Of(http.User), clock)))
            .For(Roles.Finance).ByPrograms(Scopes.Ledger).WithName("recordNettedPayment");
        routes.MapPost("/api/v1/nettings/{id:guid}/payments/{position:int}/withdrawal",
            (Guid id, int position, ReasonRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => TakeBack(transaction, id, position, request, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Finance).WithName("withdrawNettedPayment");
    }

    private static async Task<Shown<TracedPaymentView>> Read(Guid id, int position, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return (await Find(connection, id, position, Caller.Of(http.User))).IsRefused(out var refusal, out var payment)
            ? refusal
            : payment;
    }

    private static async Task<Decision<Answer<TracedPaymentView>>> Record(
        NpgsqlTransaction transaction, Guid id, int position, NettedPaymentRequest request, Caller caller, TimeProvider clock)
    {
        var connection = transaction.Connection!;
        if ((await Find(connection, id, position, caller, transaction)).IsRefused(out var refusal, out var known))
        {
            return refusal;
        }

        if (PaymentRules.Check(request.PaidOn, request.Reference, PaymentRules.Earliest, clock.Today()) is { } unfit)
        {
            return unfit;
        }

        if (known.Payment.State == SettlementLife.Proposed)
        {
            return Refusal.Conflict("netting-not-accepted", "The netting does not bind: its payments are not due.");
        }

        // Of two who record at once, the second finds it recorded.
        var payment = known.Payment;
        var recorded = await connection.ExecuteAsync(
            Pay, new { id, payment.Payer, payment.Payee, request.PaidOn, request.Reference, caller.Institution, caller.Subject }, transaction);
        return recorded == 0
            ? Refusal.Conflict("payment-recorded", "The payment is recorded already.")
            : await Again(transaction, id, position, caller);
    }

    private static async Task<Decision<Answer<TracedPaymentView>>> TakeBack(
        NpgsqlTransaction transaction, Guid id, int position, ReasonRequest request, Caller caller, DateTimeOffset now)
    {
        if ((await Find(transaction.Connection!, id, position, caller, transaction)).IsRefused(out var refusal, out var known))
        {
            return refusal;
        }

        var payment = known.Payment;
        if ((ReasonRequest.Check(request.Reason) ?? SettlementLife.CheckWithdrawal(payment.State, payment.RecordedFor == caller.Institution)) is { } unfit)
        {
            return unfit;
        }

        var written = new { id, payment.Payer, payment.Payee, caller.Institution, caller.Subject, request.Reason, now };
        if (await transaction.Connection!.ExecuteAsync(Withdraw, written, transaction) == 0)
        {
            return SettlementLife.CheckWithdrawal(SettlementLife.Open, recordedHere: false)!;
        }

        await transaction.Connection!.ExecuteAsync(Free, written, transaction);
        return await Again(transaction, id, position, caller);
    }

    private static async Task<Decision<Answer<TracedPaymentView>>> Again(NpgsqlTransaction transaction, Guid id, int position, Caller caller) =>
        (await Find(transaction.Connection!, id, position, caller, transaction)).IsRefused(out var refusal, out var payment) ? refusal : Answer.Ok(payment);

    private static async Task<Decision<TracedPaymentView>> Find(
        NpgsqlConnection connection, Guid id, int position, Caller caller, NpgsqlTransaction? transaction = null)
    {
        if (await NettingQuery.Find(connection, id, caller.Institution, transaction) is not { } netting)
        {
            return Refusal.NotFound("netting");
        }

        var share = netting.ReadShare();
        var payments = NettingView.PaymentsOf(share, await NettingQuery.ReadPayments(connection, id, caller.Institution, transaction), caller);
        return payments.FirstOrDefault(payment => payment.Position == position) is { } payment
            ? new TracedPaymentView(id, share.Currency, payment, share.Settlements)
            : Refusal.NotFound("payment");
    }
}

/// <summary>That a payment of a netting was made.</summary>
/// <param name="PaidOn">Day of payment, not after today.</param>
/// <param name="Reference">Of the payment: 1 to 140 characters, as a bank statement has it.</param>
public sealed record NettedPaymentRequest(DateOnly PaidOn, string Reference);

/// <summary>A payment and what it stands for.</summary>
/// <param name="Netting">Identifier of the netting.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Payment">Who pays whom, and how much.</param>
/// <param name="Settlements">
/// Those of the reader's institution, each with its statement. All payments of the institution together stand for all of them together.
/// </param>
public sealed record TracedPaymentView(
    Guid Netting, [property: Format("iso-4217", "CHF")] string Currency, NettedPaymentView Payment, IReadOnlyList<SharedSettlement> Settlements);
