using System.Text.Json;
using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Receiving;
using Npgsql;

namespace HourExchange.Reporting.Projecting;

/// <summary>
/// Keeps what is told whole at every change: commitments, meetings, actions, placement counts, and the life of years and settlements. The
/// highest revision of each holds, in whatever order and however often it is told.
/// </summary>
internal sealed class NoteRecords(NpgsqlDataSource database) :
    IBatchHandler<CommitmentChanged>, IBatchHandler<MeetingRecorded>, IBatchHandler<ActionChanged>, IBatchHandler<PlacementsCounted>,
    IBatchHandler<YearDrafted>, IBatchHandler<DraftWithdrawn>, IBatchHandler<StatementSigned>, IBatchHandler<YearClosed>, IBatchHandler<YearReopened>,
    IBatchHandler<SettlementAgreed>, IBatchHandler<SettlementPaid>
{
    private const string Note = """
        insert into reporting.record (generation, agreement, contract, id, revision, body)
        select generation.number, given.agreement, @contract, given.id, given.revision, given.body from reporting.generation
        cross join unnest(@agreements, @ids, @revisions, @bodies) as given (agreement, id, revision, body)
        order by 1, 2, 4
        on conflict (generation, agreement, contract, id) do update set revision = excluded.revision, body = excluded.body
        where record.revision < excluded.revision
        """;

    public Task Handle(IReadOnlyList<Received<CommitmentChanged>> batch, CancellationToken stopping) =>
        Keep(batch, told => (told.Agreement, $"{told.Commitment}", told.Revision), stopping);

    public Task Handle(IReadOnlyList<Received<MeetingRecorded>> batch, CancellationToken stopping) =>
        Keep(batch, told => (told.Agreement, $"{told.Meeting}", told.Revision), stopping);

    public Task Handle(IReadOnlyList<Received<ActionChanged>> batch, CancellationToken stopping) =>
        Keep(batch, told => (told.Agreement, $"{told.Action}", told.Revision), stopping);

    public Task Handle(IReadOnlyList<Received<PlacementsCounted>> batch, CancellationToken stopping) =>
        Keep(batch, told => (told.Agreement, $"{told.AcademicYear}/{told.Institution}/{told.Kind}", told.Revision), stopping);

    public Task Handle(IReadOnlyList<Received<YearDrafted>> batch, CancellationToken stopping) =>
        Keep(batch, told => (told.Book, $"{told.Statement}", 1), stopping);

    public Task Handle(IReadOnlyList<Received<DraftWithdrawn>> batch, CancellationToken stopping) =>
        Keep(batch, told => (told.Book, $"{told.Statement}", 1), stopping);

    public Task Handle(IReadOnlyList<Received<StatementSigned>> batch, CancellationToken stopping) =>
        Keep(batch, told => (told.Book, $"{told.Statement}/{told.Signs}/{told.Institution}", told.Edition), stopping);

    public Task Handle(IReadOnlyList<Received<YearClosed>> batch, CancellationToken stopping) =>
        Keep(batch, told => (told.Book, told.Year, told.Edition), stopping);

    public Task Handle(IReadOnlyList<Received<YearReopened>> batch, CancellationToken stopping) =>
        Keep(batch, told => (told.Book, told.Year, told.Edition), stopping);

    public Task Handle(IReadOnlyList<Received<SettlementAgreed>> batch, CancellationToken stopping) =>
        Keep(batch, told => (told.Book, $"{told.Settlement}", 1), stopping);

    public Task Handle(IReadOnlyList<Received<SettlementPaid>> batch, CancellationToken stopping) =>
        Keep(batch, told => (told.Book, $"{told.Settlement}", 1), stopping);

    private async Task Keep<T>(IReadOnlyList<Received<T>> batch, Func<T, (string Agreement, string Id, int Revision)> keyOf, CancellationToken stopping) where T : class
    {
        var told = batch.Select(message => (Key: keyOf(message.Content), message.Content))
            .GroupBy(one => (one.Key.Agreement, one.Key.Id)).Select(same => same.MaxBy(one => one.Key.Revision)).ToList();
        await using var connection = await database.OpenConnectionAsync(stopping);
        await connection.ExecuteAsync(Note, new
        {
            contract = Wire.ContractOf(typeof(T)),
            agreements = told.Select(one => one.Key.Agreement).ToArray(),
            ids = told.Select(one => one.Key.Id).ToArray(),
            revisions = told.Select(one => one.Key.Revision).ToArray(),
            bodies = told.Select(one => JsonSerializer.Serialize(one.Content, Wire.Json)).ToArray(),
        });
    }
}
