using Dapper;
using HourExchange.Reporting.Projecting;
using Npgsql;

namespace HourExchange.Reporting.Reports.Periodic.Building;

/// <summary>Which agreement is to be looked at next, and where its book stands. Several instances never hold one at the same time.</summary>
internal static class ScheduleStore
{
    private const string Open = """
        insert into reporting.schedule (agreement, since, done_to)
        select ref, @today, @yesterday from reporting.agreement
        where timeline <> '[]' and not exists (select from reporting.schedule where schedule.agreement = ref)
        order by ref on conflict do nothing
        """;

    // Who was looked at longest ago comes first: one that waits holds back nobody.
    private const string Next = """
        select agreement, since, checked_number, waiting_because, waiting_since from reporting.schedule
        where done_to < @yesterday and (looked_at is null or looked_at <= @again)
        order by looked_at nulls first, agreement limit 1 for update skip locked
        """;

    // No posting is applied and no generation is switched while figures are read: by the locks that projecting and a rebuild take.
    private const string HoldFigures = $"""
        select 1 from reporting.generation where live for share;
        select 1 from reporting.book where generation = {Generations.Live} and ref = @agreement for share
        """;

    private const string Head = "select number, told_at from reporting.told_head where book = @agreement";

    private const string Done = """
        update reporting.schedule set done_to = @yesterday, checked_number = greatest(checked_number, @checkedNumber), looked_at = @now, waiting_because = null, waiting_since = null
        where agreement = @agreement
        """;

    private const string GoOn = "update reporting.schedule set looked_at = null where agreement = @agreement";

    private const string Wait = """
        update reporting.schedule set looked_at = @now, waiting_because = @because, waiting_since = coalesce(waiting_since, @now) where agreement = @agreement
        """;

    public static Task OpenNew(NpgsqlConnection connection, DateOnly today) =>
        connection.ExecuteAsync(Open, new { today, yesterday = today.AddDays(-1) });

    /// <returns>Null when nothing is to be done, or others do it.</returns>
    public static Task<Schedule?> TakeNext(NpgsqlTransaction transaction, DateOnly today, DateTimeOffset again) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<Schedule?>(Next, new { yesterday = today.AddDays(-1), again }, transaction);

    public static Task Hold(NpgsqlTransaction transaction, string agreement) =>
        transaction.Connection!.ExecuteAsync(HoldFigures, new { agreement }, transaction);

    /// <returns>How far the book goes as the ledger last told, and when; null where it never did.</returns>
    public static Task<(long Number, DateTime ToldAt)?> FindHead(NpgsqlTransaction transaction, string agreement) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<(long, DateTime)?>(Head, new { agreement }, transaction);

    /// <summary>All that ended before today is reported, and postings up to this one are in it.</summary>
    public static Task KeepDone(NpgsqlTransaction transaction, string agreement, DateOnly today, long checkedNumber, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(Done, new { agreement, yesterday = today.AddDays(-1), checkedNumber, now }, transaction);

    /// <summary>There is more to do: the next look goes on.</summary>
    public static Task KeepOpen(NpgsqlTransaction transaction, string agreement) => transaction.Connection!.ExecuteAsync(GoOn, new { agreement }, transaction);

    public static Task KeepWaiting(NpgsqlTransaction transaction, string agreement, string because, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(Wait, new { agreement, because, now }, transaction);
}
