using HourExchange.Ledger.Settlements.Domain;

namespace HourExchange.Tests.Ledger.Settlements.Domain;

public sealed class SettlementLifeTests
{
    [Theory]
    [InlineData("proposed", "")]
    [InlineData("open", "pay")]
    [InlineData("paid", "")]
    [InlineData("netted", "")]
    [InlineData("reopened", "")]
    public void Finance_alone_pays_what_is_open(string state, string acts) => Assert.All(
        new[] { "operator", "registrar", "approver", "finance", "management", "auditor", "admin" },
        role => Assert.Equal(role == "finance" ? acts : "", string.Join(' ', SettlementLife.ActsOf(state, role))));

    [Fact]
    public void A_state_is_reached_by_the_acts_of_the_table_alone() => Assert.Equal(
        ["open", "paid", "netted", "reopened"], SettlementLife.Table.Steps.Select(step => SettlementLife.Table.Next(step.From, step.Act)));
}
