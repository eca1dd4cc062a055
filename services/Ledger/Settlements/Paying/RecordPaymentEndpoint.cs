using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Settlements.Domain;
using HourExchange.Ledger.Settlements.Netting;
using HourExchange.Ledger.Settlements.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Sending;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Ledger.Settlements.Paying;

/// <summary>Finance of the payer or the payee records that a year's settlement was paid: day and reference.</summary>
public static class RecordPaymentEndpoint
{
    private const string Pay = """
        update ledger.settlement set paid_on = @PaidOn, payment_reference = @Reference, recorded_for = @Institution, recorded_by = @Subject where id = @Id
        returning payment
        """;

    private const string LastDay = "select last_day from ledger.book_year where book = @book and year = @year";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/books/{book}/years/{year}/settlement",
            (string book, string year, PaymentRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Record(transaction, book, year, request, Caller.Of(http.User), clock)))
            .For(Roles.Finance).ByPrograms(Scopes.Ledger).WithName("recordPayment");

    private static async Task<Decision<Answer<SettlementView>>> Record(
        NpgsqlTransaction transaction, string book, string year, PaymentRequest request, Caller caller, TimeProvider clock)
    {
        // Under the book's lock: a year that is being reopened is not paid at the same time.
        if ((await BookStore.LockFor(transaction, book, caller.Institution)).IsRefused(out var unknown, out _))
        {
            return unknown;
        }

        var owedSince = await transaction.Connection!.ExecuteScalarAsync<DateOnly?>(LastDay, new { book, year }, transaction) ?? PaymentRules.Earliest;
        if (PaymentRules.Check(request.PaidOn, request.Reference, owedSince, clock.Today()) is { } unfit)
        {
            return unfit;
        }

        if ((await SettlementQuery.Choose(transaction, book, year, caller, request.Settlement)).IsRefused(out var refusal, out var settlement))
        {
            return refusal;
        }

        if (!SettlementLife.Table.Allows(settlement.State, SettlementAct.Pay))
        {
            return Refusal.Conflict("settlement-" + settlement.State, $"The settlement is {settlement.State}.");
        }

        var payment = await transaction.Connection!.ExecuteScalarAsync<int>(
            Pay, new { settlement.Id, request.PaidOn, request.Reference, caller.Institution, caller.Subject }, transaction);
        await VoidNettings.Run(transaction, [settlement.Id], "paid", clock.GetUtcNow());
        await OutboxWriter.Add(transaction, new SettlementPaid(settlement.Id, book, year, request.PaidOn, payment));
        return Answer.Ok((await SettlementQuery.ReadYear(transaction.Connection!, book, year, caller, transaction)).Single(one => one.Id == settlement.Id));
    }
}

/// <summary>That a settlement was paid.</summary>
/// <param name="PaidOn">Day of payment, not after today.</param>
/// <param name="Reference">Of the payment: 1 to 140 characters, as a bank statement has it.</param>
/// <param name="Settlement">Which one, where your institution has several in the year.</param>
public sealed record PaymentRequest(DateOnly PaidOn, string Reference, Guid? Settlement = null);
