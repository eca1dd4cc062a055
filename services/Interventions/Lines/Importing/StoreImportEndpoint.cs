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
/// A registrar stores a list to look at before it is taken: for 24 hours, for its own institution. What would become of each row is
/// judged afterwards; a file that is no list is refused at once.
/// </summary>
public static class StoreImportEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/imports/stored", Store).LimitUpload().For(LineLife.RoleOf(LineAct.Register))
            .TakesFile("text/csv").ByPrograms(Scopes.Lines).WithName("storeImport");

    private static Task<Written<Taken<ImportView>>> Store(string agreement, HttpContext http, HttpWrites writes, TimeProvider clock)
    {
        var actor = ChangeLine.ActorOf(http);
        return FileUpload.Work(http, file => writes.Run(http, SHA256.HashData(file.Span), transaction => Keep(transaction, file)));

        async Task<Decision<Taken<ImportView>>> Keep(NpgsqlTransaction transaction, ReadOnlyMemory<byte> file)
        {
            var now = clock.GetUtcNow();
            if (await AgreementStore.Load(transaction.Connection!, transaction, agreement, actor.Institution) is not { } loaded)
            {
                return Refusal.NotFound("agreement");
            }

            // Those that are being stored at this moment are not counted: four at most.
            var (lists, size) = await StoredImports.CountWaiting(transaction, actor.Institution, now);
            if (StoredImport.CheckRoom(lists, size) is { } full)
            {
                return full;
            }

            var list = TableFile.Read(file, http.Request.ContentType, ListForm.Lines, http.RequestAborted);
            if (list.FileFault is { } fault)
            {
                return ImportList.Rejected(fault, list.Rejected[0].Sentence, list.Rejected);
            }

            return await StoredImports.Add(transaction, Guid.CreateVersion7(), loaded.Ref, actor, list, now) is not { } stored
                ? Refusal.Invalid("file-too-large-inside", "The texts of all cells together are too long to be stored: import the list at once, or in parts.")
                : Answer.Taken($"/api/v1/imports/{stored.Id}", ImportView.Of(stored, "judging"));
        }
    }
}
