using HourExchange.Interventions.Domain;
using HourExchange.Plumbing.Security;

namespace HourExchange.Tests.Interventions.Domain;

public sealed class KeyRulesTests
{
    private static readonly LineToConfirm Line = new("delivered", "HG", "HETS", "HETS", "HETS-registrar", []);

    [Theory]
    [InlineData("HG", "HG-approver", null)]
    [InlineData("HETS", "HETS-approver", null)]
    [InlineData("HETS", "HETS-registrar", "registered-by-same-person")]
    [InlineData("HG", "HETS-registrar", null)]
    [InlineData("ISSM", "ISSM-approver", "line-of-others")]
    public void A_key_is_turned_by_an_institution_of_the_line_and_never_by_who_registered_it(string institution, string subject, string? code) =>
        Assert.Equal(code, KeyRules.Check(Line, new Caller(institution, "approver", subject))?.Code);

    [Fact]
    public void An_institution_turns_its_key_once() =>
        Assert.Equal("key-already-turned", KeyRules.Check(Line with { TurnedBy = ["HG"] }, new Caller("HG", "approver", "HG-other"))?.Code);

    [Fact]
    public void Only_a_delivered_line_is_confirmed() =>
        Assert.Equal("state-not-delivered", KeyRules.Check(Line with { State = "confirmed" }, new Caller("HG", "approver", "HG-approver"))?.Code);
}
