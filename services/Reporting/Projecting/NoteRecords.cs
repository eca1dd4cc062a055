using System.Text.Json;
using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Receiving;
using Npgsql;

namespace HourExchange.Reporting.Projecting;

/// <summary>
/// Keeps what is told whole at every change: commitments, committees, meetings, actions, means, placement counts, and the life of years and settlements. The
/// highest revision of each holds, in whatever order and however often it is told.
/// </summary>
internal sealed class NoteRecords(NpgsqlDataSource database) :
    IBatchHandler<CommitmentChanged>, IBatchHandler<MeetingRecorded>, IBatchHandler<ActionChanged>, IBatchHandler<PlacementsCounted>,
    IBatchHandler<YearDrafted>, IBatchHandler<DraftWithdrawn>, IBatchHandler<StatementSigned>, IBatchHandler<YearClosed>, IBatchHandler<YearReopened>,
    IBatchHandler<SettlementAgreed>, IBatchHandler<SettlementPaid>, IBatchHandler<PaymentWithdrawn>, IBatchHandler<SettlementNetted>, IBatchHandler<CommitteeChanged>, IBatchHandler<MeansNoted>
{
    private const string Note = $"""
        insert into reporting.record (generation, agreement, contract, id, revision, body)
        select generation.number, given.agreement, @contract, given.id, given.revision, given.body from {Generations.Written}
        cross join unnest(@agreements, @ids, @revisions, @bodies) as given (agreement, id, revision, body)
        order by 1, 2, 4
        on conflict (generation, agreement, contract, id) do update set revision = excluded.revision, body = excluded.body
        where record.revision < excluded.revision
        """;

    public Task Handle(IReadOnlyList<Received<CommitmentChanged>> batch, CancellationToken stopping) =>
        Keep(batch, RecordKey.Of, stopping);

    public Task Handle(IReadOnlyList<Received<MeetingRecorded>> batch, CancellationToken stopping) =>
        Keep(batch, RecordKey.Of, stopping);

    public Task Handle(IReadOnlyList<Received<ActionChanged>> batch, CancellationToken stopping) =>
        Keep(batch, RecordKey.Of, stopping);

    public Task Handle(IReadOnlyList<Received<PlacementsCounted>> batch, CancellationToken stopping) =>
        Keep(batch, RecordKey.Of, stopping);

    public Task Handle(IReadOnlyList<Received<YearDrafted>> batch, CancellationToken stopping) =>
        Keep(batch, RecordKey.Of, stopping);

    public Task Handle(IReadOnlyList<Received<DraftWithdrawn>> batch, CancellationToken stopping) =>
        Keep(batch, RecordKey.Of, stopping);

    public Task Handle(IReadOnlyList<Received<StatementSigned>> batch, CancellationToken stopping) =>
        Keep(batch, RecordKey.Of, stopping);

    public Task Handle(IReadOnlyList<Received<YearClosed>> batch, CancellationToken stopping) =>
        Keep(batch, RecordKey.Of, stopping);

    public Task Handle(IReadOnlyList<Received<YearReopened>> batch, CancellationToken stopping) =>
        Keep(batch, RecordKey.Of, stopping);

    public Task Handle(IReadOnlyList<Received<SettlementAgreed>> batch, CancellationToken stopping) =>
        Keep(batch, RecordKey.Of, stopping);

    public Task Handle(IReadOnlyList<Received<SettlementPaid>> batch, CancellationToken stopping) =>
        Keep(batch, RecordKey.Of, stopping);

    public Task Handle(IReadOnlyList<Received<PaymentWithdrawn>> batch, CancellationToken stopping) =>
        Keep(batch, RecordKey.Of, stopping);

    public Task Handle(IReadOnlyList<Received<SettlementNetted>> batch, CancellationToken stopping) =>
        Keep(batch, RecordKey.Of, stopping);

    public Task Handle(IReadOnlyList<Received<CommitteeChanged>> batch, CancellationToken stopping) =>
        Keep(batch, RecordKey.Of, stopping);

    public Task Handle(IReadOnlyList<Received<MeansNoted>> batch, CancellationToken stopping) =>
        Keep(batch, RecordKey.Of, stopping);

    private async Task Keep<T>(IReadOnlyList<Received<T>> batch, Func<T, RecordKey> keyOf, CancellationToken stopping) where T : class
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await Write(connection, null, [.. batch.Select(message => message.Content)], keyOf);
    }

    /// <param name="generation">The one to write into; null is all that are not left.</param>
    internal static async Task Write<T>(NpgsqlConnection connection, NpgsqlTransaction? transaction, IReadOnlyList<T> told, Func<T, RecordKey> keyOf, int? generation = null)
        where T : class
    {
        if (told.Count == 0)
        {
            return;
        }

        var latest = told.Select(one => (Key: keyOf(one), Content: one))
            .GroupBy(one => (one.Key.Agreement, one.Key.Id)).Select(same => same.MaxBy(one => one.Key.Revision)).ToList();
        await connection.ExecuteAsync(Note, new
        {
            generation,
            contract = Wire.ContractOf(typeof(T)),
            agreements = latest.Select(one => one.Key.Agreement).ToArray(),
            ids = latest.Select(one => one.Key.Id).ToArray(),
            revisions = latest.Select(one => one.Key.Revision).ToArray(),
            bodies = latest.Select(one => JsonSerializer.Serialize(one.Content, Wire.Json)).ToArray(),
        }, transaction);
    }
}
