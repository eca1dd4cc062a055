using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Interventions.Documents.Domain;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Ledger.Consenting;
using HourExchange.Ledger.Settlements.Domain;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Lines.Domain;

public sealed class LineLifeTests
{
    [Fact]
    public void The_page_of_states_is_what_the_code_prints() =>
        Assert.Equal($"{StatesPage.Print()}\n{LayerLife.Print()}\n{CommitteeLife.Print()}\n{DocumentLife.Print()}\n{YearLife.Print()}\n{ProposalLife.Print()}\n{SettlementLife.Print()}", File.ReadAllText(Path.Combine(Repository.Root, "docs", "states.md")));

    [Fact]
    public void An_act_leads_from_a_state_in_one_way() => Assert.Distinct(LineLife.Steps.Select(step => (step.From, step.Act)));

    [Fact]
    public void Nothing_leads_out_of_a_declined_or_cancelled_line() =>
        Assert.DoesNotContain(LineLife.Steps, step => step.From is LineState.Declined or LineState.Cancelled);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  x ")]
    public void A_missing_reason_is_refused(string? reason) => Assert.Equal(
        "reason-missing", LineLife.Check(LineAct.Correct, Given.Delivered(), new Actor("HG", "registrar", "HG-registrar"), reason)?.Code);

    [Fact]
    public void An_illegal_act_is_told_what_is_possible()
    {
        var refusal = LineLife.Check(LineAct.Deliver, Given.Delivered(LineState.Requested), new Actor("HETS", "registrar", "x"), null)!;
        Assert.Equal((409, "transition-illegal", "requested"), ((int)refusal.Kind, refusal.Code, refusal.Extensions["state"]));
        Assert.Equal(["Correct", "Cancel"], LineLife.Steps.Where(step => step.From == LineState.Requested && step.Side == LineSide.Either).Select(step => step.Act.ToString()));
    }

    [Theory]
    [InlineData(100, 3, "34,33,33")]
    [InlineData(2, 3, "1,1,0")]
    [InlineData(90, 1, "90")]
    public void Shared_minutes_are_split_by_largest_remainder_in_the_listed_order(int minutes, int teachers, string shares) =>
        Assert.Equal(shares, string.Join(',', Enumerable.Range(1, teachers).Select(position => CoTeaching.Share(minutes, teachers, position))));
}
