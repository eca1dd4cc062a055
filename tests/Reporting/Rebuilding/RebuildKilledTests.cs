using HourExchange.Contracts.Interventions.V1;
using HourExchange.Interventions;
using HourExchange.Ledger;
using HourExchange.Plumbing.Receiving;
using HourExchange.Reporting;
using HourExchange.Reporting.Rebuilding;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Reporting.Rebuilding;

/// <summary>kill -9 in the middle of a rebuild, of each of the three services in turn.</summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class RebuildKilledTests(House house) : IClassFixture<House>
{
    private const string FilledBooks = """
        select exists (select from reporting.rebuild_book as asked join reporting.book on book.generation = asked.generation and book.ref = asked.ref
            where asked.generation = @generation and book.applied_number > 0 and book.applied_number < asked.target_number)
        """;

    private const string TurnedPages = """
        select exists (select from reporting.rebuild_source join reporting.rebuild on rebuild.id = rebuild_source.rebuild
            where generation = @generation and source = 'interventions' and told > 100 and not is_complete)
        """;

    [Theory]
    [InlineData("interventions", TurnedPages)]
    [InlineData("ledger", FilledBooks)]
    [InlineData("reporting", FilledBooks)]
    public async Task A_rebuild_goes_on_after_the_death_of(string service, string isInTheMiddle)
    {
        await Prepare();
        var host = House.Hosts.Single(one => one.Name == service);
        await house.Stop(await house.Start(host));
        var told = await Rebuilt.FactsOf(house, await Rebuilt.Live(house));
        int generation;
        var victim = ServiceProcess.Start(house, host);
        try
        {
            generation = await Begin();
            await Eventually.Holds($"{service} is in the middle of it", () => house.Scalar<bool>(ReportingService.Host, isInTheMiddle, new { generation }));
        }
        finally
        {
            await victim.DisposeAsync();
        }

        Assert.NotEqual(generation, await Rebuilt.Live(house));
        await using var another = ServiceProcess.Start(house, host);
        await Rebuilt.Switched(house, generation, seconds: 120);
        Assert.Equal(told, await Rebuilt.FactsOf(house, generation));
    }

    /// <summary>Not over HTTP: a test that asks for a service has it started in this process.</summary>
    private async Task<int> Begin()
    {
        await using var connection = await house.Database(ReportingService.Host).OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RebuildStore.Start(transaction, TimeProvider.System.GetUtcNow());
        await transaction.CommitAsync();
        return await house.Scalar<int>(ReportingService.Host, "select generation from reporting.rebuild where state = 'running'");
    }

    /// <summary>The three services in this process, and something to rebuild.</summary>
    private async Task Prepare()
    {
        await house.Start(InterventionsService.Host);
        var ledger = await house.Start(LedgerService.Host);
        await house.Start(ReportingService.Host, services => services.AddSingleton(Rebuilt.Impatient with { RecordsAtOnce = 20 }));
        if (await house.Scalar<long>(LedgerService.Host, "select count(*) from ledger.book") > 0)
        {
            return;
        }

        await Given.AgreementInForce(house);
        await TurningKeys.List(house, "HETS-HG", [.. Enumerable.Range(1, 2_000).Select(index => Given.Row($"L-{index}", date: $"{1 + (index % 28):00}.01.2015", quantity: "1"))]);
        var post = ledger.Services.GetRequiredService<IBatchHandler<InterventionConfirmed>>();
        for (var batch = 0; batch < 80; batch++)
        {
            await post.Handle([.. Enumerable.Range(0, 500).Select(index => new Received<InterventionConfirmed>(
                Guid.CreateVersion7(), Given.Confirmed(book: "POSTED", day: 1 + (index % 28))))], default);
        }

        await Eventually.Equal(42_000L, () => house.Scalar<long>(LedgerService.Host, "select count(*) from ledger.posting"));
        await Rebuilt.Settled(house);
    }
}
