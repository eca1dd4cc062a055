using Dapper;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Interventions.Lines.Confirming;

/// <summary>
/// Where an agreement's terms say so, the second key is turned when one side has been silent for so many calendar days after
/// the other turned its own. The key says that it is tacit. Never on late lines or corrections (docs/domain.md, Interventions).
/// </summary>
internal sealed partial class ConfirmBySilence(NpgsqlDataSource database, RelayLease lease, TimeProvider clock, ILogger<ConfirmBySilence> log) : BackgroundService
{
    /// <summary>Stands in a tacit key in place of a person.</summary>
    public const string Nobody = "tacite";

    private const int LinesAtOnce = 500;

    // A first posting, one key, and at least a day old: the terms at the line's date say how old it must be.
    private const string Candidates = """
        select line.id, line.agreement, party.institution
        from interventions.intervention as line
        join interventions.agreement_party as party on party.agreement = line.agreement and party.position = 1
        where line.state = 'delivered' and line.posting_revision = 0 and not line.cancels
          and exists (select from interventions.turned_key as key
                      where key.intervention = line.id and key.revision = line.revision and key.turned_at < @before)
          and exists (select from interventions.agreement_layer as layer
                      where layer.agreement = line.agreement and layer.in_force_since is not null and layer.content like '%"silenceDays"%')
          and line.id > @after
        order by line.id limit @limit
        """;

    private const string LateYears = "select year from interventions.late_year where agreement = @agreement";

    // One process of several does it: the one that relays.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Periodically.Run(
        TimeSpan.FromMinutes(1), clock, async () =>
        {
            if (lease.IsHeld && await TurnKeys() is var turned and > 0)
            {
                LogTurned(turned);
            }
        }, LogDatabaseAway, stoppingToken);

    /// <returns>How many keys were turned.</returns>
    internal async Task<int> TurnKeys()
    {
        var (turned, after) = (0, Guid.Empty);
        while (true)
        {
            await using var connection = await database.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var candidates = (await connection.QueryAsync<Candidate>(
                Candidates, new { before = clock.GetUtcNow().AddDays(-1), after, limit = LinesAtOnce }, transaction)).AsList();
            foreach (var agreement in candidates.GroupBy(line => (line.Agreement, line.Institution)))
            {
                turned += await TurnKeys(transaction, agreement.Key.Agreement, agreement.Key.Institution, [.. agreement.Select(line => line.Id)]);
            }

            await transaction.CommitAsync();
            if (candidates.Count < LinesAtOnce)
            {
                return turned;
            }

            after = candidates[^1].Id;
        }
    }

    private async Task<int> TurnKeys(NpgsqlTransaction transaction, string reference, string party, Guid[] ids)
    {
        var agreement = await AgreementStore.Of(transaction, reference, party);
        var late = (await transaction.Connection!.QueryAsync<string>(LateYears, new { agreement = reference }, transaction)).ToHashSet(StringComparer.Ordinal);
        var now = ConfirmLines.Now(clock);
        // Locked, then looked at again: somebody may have acted meanwhile.
        var lines = (await LineQuery.Take(transaction, ids, party)).Where(line => IsSilent(line, agreement, late, DateOnly.FromDateTime(now.UtcDateTime))).ToList();
        // What cannot be confirmed any more waits for people: it stands among the lines to confirm.
        var turned = await ConfirmLines.Turn(
            transaction, lines, line => new LineKey(SilentSide(line), Nobody, now, Tacit: true), party, refused: []);
        return turned.Lines.Count;
    }

    private static bool IsSilent(Line line, Agreement agreement, HashSet<string> late, DateOnly today)
    {
        if (line.State != LineState.Delivered || line.PostingRevision > 0 || line.Keys.Count != 1
            || agreement.LastTermsAt(line.Content.Date) is not { Content.SilenceDays: { } days } terms)
        {
            return false;
        }

        var told = DateOnly.FromDateTime(line.Keys[0].At.UtcDateTime);
        return today >= told.AddDays(days) && !late.Contains(terms.YearOf(line.Content.Date).Label);
    }

    private static string SilentSide(Line line) =>
        line.Keys[0].Institution == line.Content.LendingInstitution ? line.Content.ReceivingInstitution : line.Content.LendingInstitution;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} lines were confirmed tacitly")]
    private partial void LogTurned(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Tacit confirmation: the database does not answer: {Reason}")]
    private partial void LogDatabaseAway(string reason);

    private sealed record Candidate(Guid Id, string Agreement, string Institution);
}
