using System.Data;
using System.Text;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Reconciling.Reading;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Reconciling.Printing;

/// <summary>The whole comparison as text to print, in French.</summary>
public static class PrintReconciliationEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reconciliations/{id:guid}.txt", Read).For(BookAccess.Readers).WithName("printReconciliation").GivesFile("text/plain");

    private static async Task<IResult> Read(Guid id, HttpContext http, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if (await ReconciliationQuery.Find(connection, id, Caller.Of(http.User)) is not { } reconciliation)
        {
            return Problem.From(Refusal.NotFound("reconciliation"));
        }

        return await Spool.Send(async file =>
        {
            // The items never change; an outcome that comes while they are printed would be counted and not printed.
            await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, http.RequestAborted);
            await using var writer = new StreamWriter(file, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
            var report = new PrintedReconciliation(writer, reconciliation, await ReconciliationQuery.ReadOutcomes(connection, id));
            await report.WriteHead(await ReconciliationQuery.CountAgreed(connection, id));
            await foreach (var item in ReconciliationQuery.ReadItems(connection, id, 0, int.MaxValue).WithCancellation(http.RequestAborted))
            {
                await report.Write(item);
            }

            await report.WriteEnd();
        }, "text/plain; charset=utf-8");
    }
}
