using HourExchange.Ledger.Settlements.Domain;

namespace HourExchange.Tests.Ledger.Settlements.Domain;

public sealed class SettlementLifeTests
{
    [Theory]
    [InlineData("proposed", "", "")]
    [InlineData("open", "pay", "pay")]
    [InlineData("paid", "withdraw", "")]
    [InlineData("netted", "", "")]
    [InlineData("reopened", "", "")]
    public void Finance_alone_pays_what_is_open_and_takes_back_what_it_recorded(string state, string recordedHere, string recordedThere) => Assert.All(
        new[] { "operator", "registrar", "approver", "finance", "management", "auditor", "admin" },
        role => Assert.Equal(
            role == "finance" ? (recordedHere, recordedThere) : ("", ""),
            (string.Join(' ', SettlementLife.ActsOf(state, role, recordedHere: true)), string.Join(' ', SettlementLife.ActsOf(state, role, recordedHere: false)))));

    [Fact]
    public void A_state_is_reached_by_the_acts_of_the_table_alone() => Assert.Equal(
        ["open", "paid", "open", "netted", "reopened"], SettlementLife.Table.Steps.Select(step => SettlementLife.Table.Next(step.From, step.Act)));
}
