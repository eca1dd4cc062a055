using Dapper;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Keeping;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Ledger.Years.Drafting;

/// <summary>Takes a statement back: what was drafted is no longer what stands, or a party refused to sign it. The year moves by the act that asks for it.</summary>
internal static class WithdrawStatement
{
    private const string Sql = "update ledger.statement set withdrawn_at = @now, withdrawn_why = @why, refused_because = @reason where id = @Statement";

    /// <summary>A posting falls into the drafted year.</summary>
    public static Task ForPosting(NpgsqlTransaction transaction, BookYear draft, DateTimeOffset now) => OfDraft(transaction, draft, "posting", now);

    public static async Task OfDraft(NpgsqlTransaction transaction, BookYear draft, string why, DateTimeOffset now)
    {
        await Run(transaction, draft, why, now);
        await YearStore.Move(transaction, draft, YearAct.Withdraw);
    }

    /// <param name="why">posting, drafted-anew, refused or reopened.</param>
    /// <param name="reason">Of who refused to sign, in their own words.</param>
    public static async Task Run(NpgsqlTransaction transaction, BookYear year, string why, DateTimeOffset now, string? reason = null)
    {
        await transaction.Connection!.ExecuteAsync(Sql, new { year.Statement, now, why, reason }, transaction);
        await OutboxWriter.Add(transaction, new DraftWithdrawn(year.Book, year.Year, year.Statement!.Value, why));
    }
}
