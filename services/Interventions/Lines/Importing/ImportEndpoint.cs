using System.Security.Cryptography;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Tables;
using Npgsql;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>
/// A registrar brings in a list of delivered lines. Without <c>partial</c> it is all or nothing; a dry run says what would
/// happen, by the same rules, and writes nothing.
/// </summary>
public static class ImportEndpoint
{
    private static readonly SemaphoreSlim AtOnce = new(4);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/imports", Import).LimitUpload().For(LineLife.RoleOf(LineAct.Register))
            .TakesFile("text/csv").Produces<ImportResult>();

    private static async Task<IResult> Import(
        string agreement, bool? dryRun, bool? partial, Guid? id, HttpContext http, HttpWrites writes, NpgsqlDataSource database, TimeProvider clock)
    {
        if ((await FileUpload.Read(http.Request, http.RequestAborted)).IsRefused(out var tooLarge, out var file))
        {
            return Problem.From(tooLarge);
        }

        var actor = ChangeLine.ActorOf(http);
        var import = id ?? Guid.CreateVersion7();

        async Task<Decision<Answer>> Run(NpgsqlTransaction transaction)
        {
            if (await AgreementStore.Load(transaction.Connection!, transaction, agreement, actor.Institution) is not { } loaded)
            {
                return Refusal.NotFound("agreement");
            }

            var list = TableFile.Read(file, http.Request.ContentType, ListForm.Lines);
            if (list.FileFault is { } fault)
            {
                return Rejected(fault, list.Rejected);
            }

            var progress = new ImportProgress(database, import, agreement, actor.Institution, list.Rows.Count, clock);
            if (await ImportList.Run(transaction, import, loaded, list, actor, dryRun == true ? _ => Task.CompletedTask : progress.Worked, clock.GetUtcNow())
                is not { } result)
            {
                return Refusal.Conflict("import-id-taken", "Another import has that id.");
            }

            if (dryRun == true)
            {
                return Answer.Ok(result);
            }

            if (result.Rejected.Count == 0 || partial == true)
            {
                return Answer.Ok(result);
            }

            await progress.Refused();
            return Rejected("import-rejected", result.Rejected);
        }

        // An import holds one connection and needs another for its progress: the rest of the pool is for others.
        await AtOnce.WaitAsync(http.RequestAborted);
        try
        {
            return await Decide();
        }
        finally
        {
            AtOnce.Release();
        }

        async Task<IResult> Decide() => dryRun == true ? await Try(database, Run, http.RequestAborted) : await writes.Run(http, SHA256.HashData(file.Span), Run);
    }

    private static Refusal Rejected(string code, IReadOnlyList<RejectedRow> rejected) =>
        Refusal.Invalid(code, $"{rejected.Select(row => row.Row).Distinct().Count()} rows cannot be taken; nothing was kept.") with
        {
            Extensions = new Dictionary<string, object?> { ["import"] = null, ["accepted"] = 0, ["duplicates"] = 0, ["proposed"] = 0, ["rejected"] = rejected },
        };

    /// <summary>The whole import, without the commit.</summary>
    private static async Task<IResult> Try(NpgsqlDataSource database, Func<NpgsqlTransaction, Task<Decision<Answer>>> run, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        return (await run(transaction)).IsRefused(out var refusal, out var answer)
            ? Problem.From(refusal)
            : Results.Ok((ImportResult)answer.Body! with { Import = null });
    }
}
