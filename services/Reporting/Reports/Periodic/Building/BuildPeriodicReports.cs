using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Agreements.Keeping;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Reporting.Reports.Periodic.Domain;
using Npgsql;

namespace HourExchange.Reporting.Reports.Periodic.Building;

/// <summary>
/// Once each calendar day, agreement by agreement: reports what has ended, and makes new editions of what was posted into since (decision
/// 0050). What was done is in the database alone: any instance goes on, after whatever death.
/// </summary>
internal sealed partial class BuildPeriodicReports(
    NpgsqlDataSource database, PeriodicSettings settings, TimeProvider clock, ILogger<BuildPeriodicReports> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Periodically.Run(settings.LookEvery, clock, Look, LogDatabaseAway, stoppingToken);

    internal async Task Look()
    {
        await using var connection = await database.OpenConnectionAsync();
        await ScheduleStore.OpenNew(connection, clock.Today());
        for (var looked = 0; looked < settings.AgreementsAtOnce; looked++)
        {
            if (!await LookAtNext(connection))
            {
                return;
            }
        }
    }

    /// <returns>False when there is no agreement to look at.</returns>
    private async Task<bool> LookAtNext(NpgsqlConnection connection)
    {
        var now = clock.GetUtcNow();
        var today = clock.DayOf(now);
        await using var transaction = await connection.BeginTransactionAsync();
        if (await ScheduleStore.TakeNext(transaction, today, now - settings.LookAgainAfter) is not { } schedule)
        {
            return false;
        }

        await transaction.SaveAsync("taken");
        try
        {
            await Advance(transaction, schedule, today, now);
        }
        catch (Exception exception) when (!TransientFault.Is(exception))
        {
            // One agreement that cannot be reported keeps no other from it.
            LogFailed(exception, schedule.Agreement);
            await transaction.RollbackAsync("taken");
            await ScheduleStore.KeepWaiting(transaction, schedule.Agreement, Hindrance.Failed, now);
        }

        await transaction.CommitAsync();
        return true;
    }

    private async Task Advance(NpgsqlTransaction transaction, Schedule schedule, DateOnly today, DateTimeOffset now)
    {
        var agreement = (await AgreementQuery.FindUnasked(transaction, schedule.Agreement))!;
        await ScheduleStore.Hold(transaction, agreement.Ref);
        var complete = (await CompleteQuery.Read(transaction.Connection!, [agreement.Ref], transaction))[agreement.Ref];
        var ended = ReportPeriod.Ended(agreement, schedule.Since, await ReportStore.ReadBuiltTo(transaction, agreement.Ref), today);
        var isAtWork = ended.Count > 0 || complete.Postings > schedule.CheckedNumber;
        var due = ended is [.., var last] ? last.LastDay.AddDays(1) : today;
        var head = await ScheduleStore.FindHead(transaction, agreement.Ref);
        if (isAtWork && Hindrance.Of(complete.Postings, head?.Number, head is { } told ? clock.DayOf(told.ToldAt) : null, due) is { } hindrance)
        {
            await ScheduleStore.KeepWaiting(transaction, agreement.Ref, hindrance, now);
            return;
        }

        var waitingSince = schedule.WaitingSince is { } since ? clock.DayOf(since) : (DateOnly?)null;
        foreach (var period in ended.Take(settings.PeriodsAtOnce))
        {
            var late = Hindrance.LateBecause(period.LastDay, today, schedule.WaitingBecause, waitingSince);
            var number = await ReportStore.Add(transaction, agreement.Ref, period, complete.Postings);
            foreach (var kind in ReportKind.All)
            {
                await MakeReport.Run(transaction, agreement, kind, number, period, complete, late, since: null, clock);
            }

            LogBuilt(agreement.Ref, period.Span, period.FirstDay, number, late);
        }

        if (ended.Count > settings.PeriodsAtOnce || !await RenewTouched(transaction, agreement, schedule, complete, settings.PeriodsAtOnce - ended.Count))
        {
            await ScheduleStore.KeepOpen(transaction, agreement.Ref);
            return;
        }

        await ScheduleStore.KeepDone(transaction, agreement.Ref, today, complete.Postings, now);
    }

    /// <returns>False when there may be more.</returns>
    private async Task<bool> RenewTouched(NpgsqlTransaction transaction, KnownAgreement agreement, Schedule schedule, CompleteTo complete, int limit)
    {
        var touched = await ReportStore.ReadTouched(transaction, agreement.Ref, schedule.CheckedNumber, limit + 1);
        foreach (var (number, period, since) in touched.Take(limit))
        {
            foreach (var kind in ReportKind.All)
            {
                if (await MakeReport.Run(transaction, agreement, kind, number, period, complete, lateBecause: null, since, clock))
                {
                    LogNewEdition(agreement.Ref, kind, number, since.First, since.Last);
                }
            }

            await ReportStore.KeepChecked(transaction, agreement.Ref, number, complete.Postings);
        }

        return touched.Count <= limit;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Agreement {Agreement}: {Span} from {FirstDay} is reported under number {Number}; late because {Late}")]
    private partial void LogBuilt(string agreement, string span, DateOnly firstDay, int number, string? late);

    [LoggerMessage(Level = LogLevel.Information, Message = "Agreement {Agreement}: a new edition of {Kind} report {Number}, postings {First} to {Last}")]
    private partial void LogNewEdition(string agreement, string kind, int number, long first, long last);

    [LoggerMessage(Level = LogLevel.Error, Message = "Agreement {Agreement}: its reports cannot be built")]
    private partial void LogFailed(Exception fault, string agreement);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Periodic reports: the database does not answer: {Reason}")]
    private partial void LogDatabaseAway(string reason);
}
