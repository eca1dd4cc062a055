using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Settlements.Domain;
using HourExchange.Ledger.Settlements.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Ledger.Settlements.Paying;

/// <summary>
/// Finance of the institution that recorded a payment takes it back, with a reason: the wrong day, the wrong reference, the wrong settlement. What was
/// recorded stays to be read, and the settlement is open again.
/// </summary>
public static class WithdrawPaymentEndpoint
{
    private const string Keep = """
        insert into ledger.payment_withdrawal (settlement, payment, paid_on, payment_reference, recorded_for, recorded_by, subject, reason, withdrawn_at)
        select id, payment, paid_on, payment_reference, recorded_for, recorded_by, @Subject, @Reason, @now from ledger.settlement where id = @Id
        returning payment
        """;

    private const string Free = """
        update ledger.settlement set paid_on = null, payment_reference = null, recorded_for = null, recorded_by = null, payment = payment + 1 where id = @Id
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/books/{book}/years/{year}/settlement/withdrawal",
            (string book, string year, PaymentWithdrawalRequest request, HttpContext http, HttpWrites writes, TimeProvider clock) =>
                writes.Run(http, request, transaction => Withdraw(transaction, book, year, request, Caller.Of(http.User), clock.GetUtcNow())))
            .For(Roles.Finance).WithName("withdrawPayment");

    private static async Task<Decision<Answer<SettlementView>>> Withdraw(
        NpgsqlTransaction transaction, string book, string year, PaymentWithdrawalRequest request, Caller caller, DateTimeOffset now)
    {
        // Under the book's lock, as a payment is recorded.
        if ((await BookStore.LockFor(transaction, book, caller.Institution)).IsRefused(out var refusal, out _)
            || (await SettlementQuery.Choose(transaction, book, year, caller, request.Settlement)).IsRefused(out refusal, out var settlement))
        {
            return refusal;
        }

        if ((ReasonRequest.Check(request.Reason) ?? SettlementLife.CheckWithdrawal(settlement.State, settlement.RecordedFor == caller.Institution)) is { } unfit)
        {
            return unfit;
        }

        var written = new { settlement.Id, caller.Subject, request.Reason, now };
        var payment = await transaction.Connection!.ExecuteScalarAsync<int>(Keep, written, transaction);
        await transaction.Connection!.ExecuteAsync(Free, written, transaction);
        await OutboxWriter.Add(transaction, new PaymentWithdrawn(settlement.Id, book, year, payment));
        return Answer.Ok((await SettlementQuery.ReadYear(transaction.Connection!, book, year, caller, transaction)).Single(one => one.Id == settlement.Id));
    }
}

/// <summary>That a payment which was recorded does not hold.</summary>
/// <param name="Reason">1 to 500 characters: the other end reads it.</param>
/// <param name="Settlement">Which one, where your institution has several in the year.</param>
public sealed record PaymentWithdrawalRequest(string Reason, Guid? Settlement = null);
