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
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/imports", Import).LimitUpload().For(LineLife.RoleOf(LineAct.Register))
            .TakesFile("text/csv").ByPrograms(Scopes.Lines).WithName("importLines");

    private static Task<Written<Answer<ImportResult>>> Import(
        string agreement, bool? dryRun, bool? partial, Guid? id, HttpContext http, HttpWrites writes, NpgsqlDataSource database, TimeProvider clock)
    {
        var actor = ChangeLine.ActorOf(http);
        var import = id ?? Guid.CreateVersion7();
        return FileUpload.Work(http, file => writes.Run(http, SHA256.HashData(file.Span), transaction => Run(transaction, file), dryRun == true));

        async Task<Decision<Answer<ImportResult>>> Run(NpgsqlTransaction transaction, ReadOnlyMemory<byte> file)
        {
            if (await AgreementStore.Load(transaction.Connection!, transaction, agreement, actor.Institution) is not { } loaded)
            {
                return Refusal.NotFound("agreement");
            }

            var list = TableFile.Read(file, http.Request.ContentType, ListForm.Lines, http.RequestAborted);
            if (list.FileFault is { } fault)
            {
                return ImportList.Rejected(fault, list.Rejected[0].Sentence, list.Rejected);
            }

            var isDry = dryRun == true;
            var progress = isDry ? null : new ImportProgress(database, import, agreement, actor.Institution, list.Rows.Count, clock);
            return (await ImportList.Run(transaction, import, loaded, ListAtHand.Of(list), actor, progress, isPartial: isDry || partial == true, clock))
                .IsRefused(out var refusal, out var result) ? refusal : Answer.Ok(isDry ? result with { Import = null } : result);
        }
    }
}
