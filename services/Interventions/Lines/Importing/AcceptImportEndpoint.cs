using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Lines.Importing;

/// <summary>
/// Who stored a list accepts it: its rows are judged anew and recorded, in one transaction, as by the call that imports at once.
/// Without <c>partial</c> it is all or nothing.
/// </summary>
public static class AcceptImportEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/imports/{id:guid}/acceptance", Accept).For(LineLife.RoleOf(LineAct.Register)).ByPrograms(Scopes.Lines).WithName("acceptImport");

    private static Task<Written<Answer<AcceptedImport>>> Accept(
        Guid id, bool? partial, HttpContext http, HttpWrites writes, NpgsqlDataSource database, TimeProvider clock)
    {
        var actor = ChangeLine.ActorOf(http);
        return FileUpload.InTurn(http, () => writes.Run(http, body: null, Record));

        async Task<Decision<Answer<AcceptedImport>>> Record(NpgsqlTransaction transaction)
        {
            var now = clock.GetUtcNow();
            var isFree = await StoredImports.TakeToAccept(transaction, id);
            // Read once it is taken: somebody may have accepted it until then.
            if (await StoredImports.Find(transaction.Connection!, transaction, id, actor.Institution) is not { } stored)
            {
                return Refusal.NotFound("import");
            }

            if (!isFree)
            {
                return Refusal.Conflict("import-being-accepted", "The list is being accepted.");
            }

            if (stored.CheckAccept(actor.Subject, now) is { } refusal)
            {
                return refusal;
            }

            var agreement = await AgreementStore.Of(transaction, stored.Agreement, actor.Institution);
            var list = await StoredRows.Open(transaction, stored);
            var counts = new RowCounts(unread: list.Unread.DistinctBy(fault => fault.Row).Count());
            var changed = new List<ChangedRow>();
            var progress = new ImportProgress(database, id, stored.Agreement, actor.Institution, stored.Rows, clock);
            if ((await ImportList.Run(transaction, id, agreement, list, actor, progress, isPartial: partial == true, clock, async rows =>
                {
                    counts.Add(rows);
                    changed.AddRange(await StoredRows.Write(transaction, stored, agreement, list.Header, rows, isRecorded: true));
                })).IsRefused(out refusal, out var result))
            {
                return refusal;
            }

            await StoredImports.NoteAccepted(transaction, id, counts, now);
            return Answer.Ok(new AcceptedImport(result, changed));
        }
    }
}

/// <summary>What became of a stored list.</summary>
public sealed record AcceptedImport : ImportResult
{
    public AcceptedImport(ImportResult result, IReadOnlyList<ChangedRow> changed) : base(result) => Changed = changed;

    /// <summary>Rows of which something else became than was shown: what they meet had changed meanwhile.</summary>
    public IReadOnlyList<ChangedRow> Changed { get; }
}

/// <summary>A row of which something else became than was shown.</summary>
/// <param name="Row">As the file counts, from 1.</param>
/// <param name="Before">The outcome that was shown.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record ChangedRow(
    int Row, [property: KnownValues(typeof(RowOutcome), nameof(RowOutcome.All))] string? Before, [property: KnownValues(typeof(RowOutcome), nameof(RowOutcome.All))] string Outcome);
