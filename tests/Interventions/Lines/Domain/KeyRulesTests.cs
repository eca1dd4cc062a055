using HourExchange.Interventions.Lines.Domain;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Lines.Domain;

public sealed class KeyRulesTests
{
    private static readonly Line Line = Given.Delivered();

    [Theory]
    [InlineData("HG", null)]
    [InlineData("HETS", null)]
    [InlineData("ISSM", "line-of-others")]
    public void A_key_is_turned_by_an_institution_of_the_line(string institution, string? code) =>
        Assert.Equal(code, KeyRules.Check(Line, Approver(institution, "somebody"))?.Code);

    [Fact]
    public void Who_registered_a_line_does_not_confirm_it() =>
        Assert.Equal("registered-by-same-person", KeyRules.Check(Line with { Hands = ["HG-both"] }, Approver("HG", "HG-both"))?.Code);

    [Fact]
    public void The_two_keys_are_turned_by_two_people() =>
        Assert.Equal("key-turned-by-same-person", KeyRules.Check(Turned("HETS", "HG-both"), Approver("HG", "HG-both"))?.Code);

    [Fact]
    public void An_institution_turns_its_key_once() =>
        Assert.Equal("key-already-turned", KeyRules.Check(Turned("HG", "HG-approver"), Approver("HG", "HG-other"))?.Code);

    [Fact]
    public void Only_a_delivered_line_is_confirmed() =>
        Assert.Equal("transition-illegal", KeyRules.Check(Given.Delivered(LineState.Cancelled), Approver("HG", "HG-approver"))?.Code);

    private static Actor Approver(string institution, string subject) => new(institution, "approver", subject);

    private static Line Turned(string institution, string subject) =>
        Line with { Keys = [new LineKey(institution, subject, DateTimeOffset.UnixEpoch, Tacit: false)] };
}
