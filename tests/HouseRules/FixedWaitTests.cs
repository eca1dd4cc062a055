namespace HourExchange.Tests.HouseRules;

public sealed class FixedWaitTests
{
    /// <summary>Polling with a deadline, and pauses between tries: each has its condition beside it.</summary>
    private static readonly string[] Known =
    [
        "HourExchange.Ledger.Years.Drafting.YearQuestions",
        "HourExchange.Plumbing.Broker.BrokerProvisioning",
        "HourExchange.Plumbing.Receiving.AcknowledgedTogether",
        "HourExchange.Plumbing.Receiving.BatchDelivery",
        "HourExchange.Plumbing.Receiving.BatchGathering",
        "HourExchange.Plumbing.Sending.OutboxRelay",
        "HourExchange.Tests.EndToEnd.HostileFilesTests",
        "HourExchange.Tests.EndToEnd.RecoveryTests",
        "HourExchange.Tests.Kit.Eventually",
    ];

    [Fact]
    public void Nobody_waits_for_a_fixed_time_and_hopes() => Assert.Equal(Known, CompiledCode.Services.Concat(CompiledCode.Tests)
        .Where(type => CompiledCode.CallsOf(type).Any(call => (call.DeclaringType.FullName, call.Name) is ("System.Threading.Tasks.Task", "Delay") or ("System.Threading.Thread", "Sleep")))
        .Select(CompiledCode.NameOf).Distinct().Order(StringComparer.Ordinal));
}
