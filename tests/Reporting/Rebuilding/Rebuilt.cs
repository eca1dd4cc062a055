using HourExchange.Interventions;
using HourExchange.Ledger;
using HourExchange.Reporting;
using HourExchange.Reporting.Rebuilding;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Reporting.Rebuilding;

/// <summary>How a rebuild is started and awaited, and what a generation holds.</summary>
internal static class Rebuilt
{
    public static readonly RebuildSettings Impatient = new()
    {
        LookEvery = TimeSpan.FromMilliseconds(50),
        AskAgainAfter = TimeSpan.FromSeconds(1),
        RecordsAtOnce = 3,
        PostingsAtOnce = 1000,
    };

    private const string Facts = """
        select coalesce(string_agg(fact, E'\n' order by fact collate "C"), '') from (
            select concat_ws(' ', 'book', ref, applied_number, applied_hash, parties) as fact from reporting.book where generation = @generation and applied_number > 0
            union all select 'hours ' || (to_jsonb(hours) - 'generation')::text from reporting.hours where generation = @generation
            union all select 'year ' || (to_jsonb(year_hours) - 'generation')::text from reporting.year_hours where generation = @generation
            union all select 'posting ' || (to_jsonb(posting) - 'generation')::text from reporting.posting where generation = @generation
            union all select 'line ' || (to_jsonb(one) - 'generation')::text from reporting.line as one where generation = @generation
            union all select concat_ws(' ', 'record', agreement, contract, id, revision, body::jsonb - 'countedAt') from reporting.record where generation = @generation) as kept
        """;

    /// <summary>All that a generation holds, row by row. Of a placement count the moment is left out: the database keeps fewer digits of it than the event.</summary>
    public static Task<string> FactsOf(House house, int generation) => house.Scalar<string>(ReportingService.Host, Facts, new { generation });

    public static Task<int> Live(House house) => house.Scalar<int>(ReportingService.Host, "select number from reporting.generation where live");

    public static async Task<Reply> Start(House house) => (await (await house.As("*", "operator")).PostToReporting("rebuilds")).Is(202);

    public static async Task<string> State(House house) => (await (await house.As("*", "operator")).AskReporting("rebuilds/current")).Is(200)["state"].GetString()!;

    /// <returns>The generation that is live now.</returns>
    public static async Task<int> Run(House house)
    {
        var generation = (await Start(house))["generation"].GetInt32();
        await Switched(house, generation);
        return generation;
    }

    public static Task Switched(House house, int generation, int seconds = 30) => Eventually.Holds(
        $"generation {generation} is live", TimeSpan.FromSeconds(seconds), async () => await Live(house) == generation);

    /// <summary>Until everything that was told has come.</summary>
    public static async Task Settled(House house)
    {
        await Eventually.Holds("all is sent and taken", async () =>
            await house.Scalar<long>(InterventionsService.Host, "select count(*) from plumbing.outbox where sent_at is null") == 0
            && await house.Scalar<long>(LedgerService.Host, "select count(*) from plumbing.outbox where sent_at is null") == 0);
        await using var broker = await Broker.Connect(house);
        foreach (var queue in new[] { "hours-posted", "line-recorded", "commitment-changed", "meeting-recorded", "committee-changed", "means-noted", "action-changed", "placements-counted", "settlement-paid", "payment-withdrawn", "settlement-netted", "statement-signed" })
        {
            await Eventually.Equal(0u, () => broker.Count($"reporting.{queue}.v1"));
        }

        var (before, again) = ("", await FactsOf(house, await Live(house)));
        await Eventually.Holds("facts stand still", async () =>
        {
            (before, again) = (again, await FactsOf(house, await Live(house)));
            return before == again && (await house.Scalar<long>(LedgerService.Host, "select sum(last_number)::bigint from ledger.book"))
                == await house.Scalar<long>(ReportingService.Host, "select sum(applied_number)::bigint from reporting.book where generation = (select number from reporting.generation where live)");
        });
    }
}
