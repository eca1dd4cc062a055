using HourExchange.Interventions.Committees.Domain;

namespace HourExchange.Tests.Interventions.Committees.Domain;

public sealed class CommitteeLifeTests
{
    private static readonly string[] Roles = ["operator", "registrar", "approver", "finance", "management", "auditor", "admin"];
    private static readonly DateOnly Today = new(2020, 6, 15);

    [Theory]
    [InlineData("active", null, "2015-01-01", null)]
    [InlineData("active", "2015-01-01", "2015-01-01", null)]
    [InlineData("active", "2015-01-01", "2199-12-31", null)]
    [InlineData("active", "2015-01-01", "2014-12-31", "committee-changed-later")]
    [InlineData("active", null, "1899-12-31", "committee-date-invalid")]
    [InlineData("active", null, "2200-01-01", "committee-date-invalid")]
    [InlineData("dissolved", null, "2015-01-01", "committee-dissolved")]
    public void It_changes_from_a_day_on_that_is_not_before_the_last_change(string state, string? changedFrom, string from, string? code) =>
        Assert.Equal(code, CommitteeLife.CheckChange(state, Day(changedFrom), Day(from)!.Value)?.Code);

    [Theory]
    [InlineData("active", null, null, "2020-06-15", null, null)]
    [InlineData("active", "2015-01-01", "2015-01-01", "2015-01-01", "Mandat rempli", null)]
    [InlineData("active", null, null, "2020-06-16", null, "committee-date-invalid")]
    [InlineData("active", null, null, "1899-12-31", null, "committee-date-invalid")]
    [InlineData("active", null, null, "2020-06-15", "ok", "dissolution-reason-invalid")]
    [InlineData("active", "2015-01-02", null, "2015-01-01", null, "committee-changed-later")]
    [InlineData("active", null, "2015-01-02", "2015-01-01", null, "committee-met-later")]
    [InlineData("dissolved", null, null, "2015-01-01", null, "committee-dissolved")]
    public void It_is_dissolved_once_by_today_and_not_before_it_changed_or_met(
        string state, string? changedFrom, string? lastMetOn, string on, string? reason, string? code) =>
        Assert.Equal(code, CommitteeLife.CheckDissolution(state, Day(changedFrom), Day(lastMetOn), Day(on)!.Value, Today, reason)?.Code);

    [Theory]
    [InlineData(null, "2199-01-01", null)]
    [InlineData("2015-01-01", "2015-01-01", null)]
    [InlineData("2015-01-01", "2015-01-02", "committee-dissolved")]
    public void It_meets_until_its_last_day(string? dissolvedOn, string heldOn, string? code) =>
        Assert.Equal(code, CommitteeLife.CheckMeeting(Day(dissolvedOn), Day(heldOn)!.Value)?.Code);

    [Fact]
    public void Management_alone_acts_and_a_dissolved_committee_only_has_met() => Assert.All(Roles, role =>
    {
        Assert.Equal(role == "management" ? ["change", "meet", "dissolve"] : [], CommitteeLife.ActsOf("active", role));
        Assert.Equal(role == "management" ? ["meet"] : [], CommitteeLife.ActsOf("dissolved", role));
    });

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, null);
}
