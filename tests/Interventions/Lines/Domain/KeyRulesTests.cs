using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Security;

namespace HourExchange.Tests.Interventions.Lines.Domain;

public sealed class KeyRulesTests
{
    private static readonly LineToConfirm Line = new(LineState.Delivered, "HG", "HETS", false, false, []);

    [Theory]
    [InlineData("HG", null)]
    [InlineData("HETS", null)]
    [InlineData("ISSM", "line-of-others")]
    public void A_key_is_turned_by_an_institution_of_the_line(string institution, string? code) =>
        Assert.Equal(code, KeyRules.Check(Line, new Caller(institution, "approver", "somebody"))?.Code);

    [Fact]
    public void Who_registered_a_line_does_not_confirm_it() =>
        Assert.Equal("registered-by-same-person", KeyRules.Check(Line with { RegisteredByCaller = true }, new Caller("HG", "approver", "HG-both"))?.Code);

    [Fact]
    public void The_two_keys_are_turned_by_two_people() =>
        Assert.Equal("key-turned-by-same-person", KeyRules.Check(Line with { TurnedByCaller = true }, new Caller("HG", "approver", "HG-both"))?.Code);

    [Fact]
    public void An_institution_turns_its_key_once() =>
        Assert.Equal("key-already-turned", KeyRules.Check(Line with { TurnedBy = ["HG"] }, new Caller("HG", "approver", "HG-other"))?.Code);

    [Fact]
    public void Only_a_delivered_line_is_confirmed() =>
        Assert.Equal("transition-illegal", KeyRules.Check(Line with { State = LineState.Cancelled }, new Caller("HG", "approver", "HG-approver"))?.Code);
}
