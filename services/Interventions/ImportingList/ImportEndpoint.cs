using System.Security.Cryptography;
using HourExchange.Contracts.Access;
using HourExchange.Interventions.SigningAgreement;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace HourExchange.Interventions.ImportingList;

/// <summary>
/// A registrar brings in a list of delivered lines. Without <c>partial</c> it is all or nothing; a dry run says what would
/// happen, by the same rules, and writes nothing.
/// </summary>
public static class ImportEndpoint
{
    /// <summary>100,000 lines need 12 MB as CSV, 6 MB as XLSX.</summary>
    private const int FileLimitBytes = 20 * 1024 * 1024;

    // A body that is too large is read to its end before it is refused, within this limit: a client that is still
    // sending when the connection closes would never see the answer.
    private const int ReadLimitBytes = 128 * 1024 * 1024;

    private static readonly SemaphoreSlim AtOnce = new(4);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/imports", Import).WithMetadata(new RequestSizeLimitAttribute(ReadLimitBytes)).For(Roles.Registrar)
            .TakesFile("text/csv").Produces<ImportResult>();

    private static async Task<IResult> Import(
        string agreement, bool? dryRun, bool? partial, Guid? id, HttpContext http, HttpWrites writes, NpgsqlDataSource database, TimeProvider clock)
    {
        if (await ReadFile(http.Request, http.RequestAborted) is not { } file)
        {
            return Problem.From(new Refusal(RefusalKind.TooLarge, "body-too-large", $"A file has at most {FileLimitBytes / 1024 / 1024} MB."));
        }

        var caller = Caller.Of(http.User);
        var import = id ?? Guid.CreateVersion7();

        async Task<Decision<Answer>> Run(NpgsqlTransaction transaction)
        {
            if (await AgreementStore.Load(transaction.Connection!, transaction, agreement, caller.Institution) is not { } loaded)
            {
                return Refusal.NotFound("agreement");
            }

            var list = ListFile.Read(file, http.Request.ContentType);
            if (list.FileFault is { } fault)
            {
                return Rejected(fault, list.Rejected);
            }

            var progress = new ImportProgress(database, import, agreement, caller, list.Rows.Count, clock);
            if (await ImportList.Run(transaction, import, loaded, list, caller, dryRun == true ? _ => Task.CompletedTask : progress.Worked, clock.GetUtcNow())
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

    /// <returns>Null when the file is too large.</returns>
    private static async Task<ReadOnlyMemory<byte>?> ReadFile(HttpRequest request, CancellationToken stopping)
    {
        // In one piece of the right length, where the request tells it.
        var file = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, FileLimitBytes));
        var chunk = new byte[64 * 1024];
        while (await request.Body.ReadAsync(chunk, stopping) is var read and > 0)
        {
            if (file.Length <= FileLimitBytes)
            {
                file.Write(chunk, 0, read);
            }
        }

        return file.Length <= FileLimitBytes ? file.GetBuffer().AsMemory(0, (int)file.Length) : default(ReadOnlyMemory<byte>?);
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
