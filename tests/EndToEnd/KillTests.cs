using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;

namespace HourExchange.Tests.EndToEnd;

/// <summary>kill -9 in the middle of the work: hx brings everything back, and every line is posted and counted once.</summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
[Collection(Alone.Name)]
public sealed class KillTests(HxHouse house) : IClassFixture<HxHouse>
{
    private const int Lines = 4000;

    [Fact]
    public async Task Killing_each_service_and_the_broker_while_work_is_under_way_loses_and_doubles_nothing()
    {
        (await house.Run("up")).Is(0);
        await InRunningHouse.Agree(house);
        long confirmed = 0;
        foreach (var victim in new[] { "interventions", "ledger", "reporting", "rabbitmq" })
        {
            var import = await InRunningHouse.ListWithOneKey(house, victim, Lines);
            confirmed += Lines;
            var before = house.ProcessOf(victim);
            (await (await house.ClientsOf("HG", "approver")).Interventions.ConfirmInterventionsAsync(new() { Import = import })).Is(200);
            house.Kill(victim);

            // The victim is dead: what it had not done by now is work that only a restart can finish.
            var left = victim switch
            {
                "interventions" or "rabbitmq" => await house.Number("interventions", "select count(*) from plumbing.outbox where sent_at is null"),
                "ledger" => confirmed - await house.Number("ledger", "select count(*) from ledger.posting"),
                _ => confirmed - await house.Number("reporting", "select coalesce(sum(applied_number), 0)::bigint from reporting.book"),
            };
            Assert.True(left > 0, $"{victim} was killed when everything had been done: the test has shown nothing");

            var total = confirmed;
            await Eventually.Holds($"after the kill of {victim} all {total} lines are posted, counted and answered", TimeSpan.FromSeconds(120), async () =>
                await house.Number("ledger", "select count(*) from ledger.posting") == total
                && await house.Number("reporting", "select coalesce(sum(applied_number), 0)::bigint from reporting.book") == total
                && await house.Number("interventions", "select count(*) from interventions.intervention where posting_number is not null") == total);
            await Eventually.Holds($"{victim} runs again", () => Task.FromResult(house.ProcessOf(victim) != before));
        }

        // 1 h at 3/2 each.
        var minutes = confirmed * 90;
        Assert.Equal(minutes, await house.Number("ledger", "select sum(minutes) from ledger.posting"));
        Assert.Equal(0, await house.Number("ledger", "select sum(first_credit - first_debit + second_credit - second_debit) from ledger.pair_day"));
        Assert.Equal(minutes, await house.Number("reporting", "select sum(minutes)::bigint from reporting.hours where kind = 'given'"));
        Assert.Equal(confirmed, await house.Number("ledger", "select count(distinct line) from ledger.posting"));
        Assert.Equal(0, await house.Number("ledger", "select count(*) from plumbing.rejected_message"));
        Assert.Contains("chain unbroken", (await house.Run("verify", "HETS-HG")).Is(0).Output, StringComparison.Ordinal);
    }
}
