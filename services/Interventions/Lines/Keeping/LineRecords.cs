using System.Globalization;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Interventions.Lines.Keeping;

/// <summary>Tells how lines stand after a change, in the transaction of the change.</summary>
internal static class LineRecords
{
    /// <summary>Part of the contract.</summary>
    private const int LinesAtOnce = 500;

    private const string Steps = """
        select line.id, line.registered_by_institution, line.registered_at, line.confirmed_at, told.approved_at, told.delivered_at, told.disputed_at, told.ended_at
        from interventions.intervention as line left join lateral (
            select max(at) filter (where act = 'approve') as approved_at, max(at) filter (where act = 'deliver') as delivered_at,
                max(at) filter (where act = 'dispute') as disputed_at, max(at) filter (where act in ('decline', 'cancel')) as ended_at
            from interventions.line_history where intervention = line.id) as told on true
        where line.id = any(@which)
        """;

    /// <param name="lines">As they stand now, with their new versions.</param>
    /// <param name="party">A party to their agreements.</param>
    public static async Task Tell(NpgsqlTransaction transaction, IReadOnlyList<Line> lines, string party)
    {
        var outbox = new OutboxMessages();
        await Tell(transaction, lines, await AgreementStore.Of(transaction, lines.Select(line => line.Agreement), party), outbox);
        await outbox.Write(transaction);
    }

    /// <param name="lines">As they stand now, with their new versions.</param>
    /// <param name="agreements">Theirs, by reference.</param>
    /// <param name="outbox">Gets the messages.</param>
    public static async Task Tell(NpgsqlTransaction transaction, IReadOnlyList<Line> lines, IReadOnlyDictionary<string, Agreement> agreements, OutboxMessages outbox)
    {
        foreach (var message in await Of(transaction, lines, [.. agreements.Values]))
        {
            outbox.Add(message);
        }
    }

    /// <param name="agreements">Theirs.</param>
    public static async Task<IReadOnlyList<LineRecorded>> Of(NpgsqlTransaction transaction, IReadOnlyList<Line> lines, IReadOnlyList<Agreement> agreements)
    {
        var steps = (await HotStatement.QueryEach<StepRow, Guid>(transaction, Steps, [.. lines.Select(line => line.Id)]))
            .ToDictionary(row => row.Id);
        return
        [
            .. from agreement in agreements
               from chunk in lines.Where(line => line.Agreement == agreement.Ref).Select(line => Record(line, steps[line.Id], agreement)).Chunk(LinesAtOnce)
               select new LineRecorded(agreement.Ref, chunk),
        ];
    }

    private static RecordedLine Record(Line line, StepRow step, Agreement agreement)
    {
        var content = line.Content;
        var wasRequested = line.PlannedDate is not null;
        return new RecordedLine(
            line.Id, line.Version, step.RegisteredByInstitution, content.LendingInstitution, content.ReceivingInstitution, content.Contributor,
            content.Domain, content.Nature, content.Date, agreement.LastTermsAt(content.Date)!.YearOf(content.Date).Label,
            line.PlannedDate, line.PlannedMinutes, content.Quantity.ToString("0.####", CultureInfo.InvariantCulture), content.Unit, line.TaughtMinutes,
            content.Regime ?? Regimes.Exchanged, content.Sourcing, content.EmployerInformed, LineLife.Name(line.State), line.Revision,
            line.PostingRevision, line.Cancels, line.Series, line.CoTaught,
            [.. line.Keys.Select(key => new TurnedKey(key.Institution, key.Subject, key.At, key.Tacit))],
            line.TermsVersion, line.CreditedMinutes, line.StandingMinutes,
            wasRequested ? step.RegisteredAt : null, step.ApprovedAt, wasRequested ? step.DeliveredAt : step.RegisteredAt,
            line.State == LineState.Disputed ? step.DisputedAt : null, line.CreditedMinutes is null ? null : step.ConfirmedAt,
            line.State is LineState.Declined or LineState.Cancelled ? step.EndedAt : null);
    }

    private sealed record StepRow(
        Guid Id, string RegisteredByInstitution, DateTime RegisteredAt, DateTime? ConfirmedAt, DateTime? ApprovedAt, DateTime? DeliveredAt, DateTime? DisputedAt,
        DateTime? EndedAt);
}
