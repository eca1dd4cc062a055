using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Lines.Domain;

/// <summary>Every act on a line in every state, by every role of every side: what the table says happens, and nothing else does.</summary>
public sealed class LineWalkTests
{
    private static readonly DateOnly Today = new(2026, 1, 1);
    private const string Reason = "Une raison";
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;
    private static readonly string[] People = ["registrar", "approver", "finance", "management", "auditor"];
    private static readonly string[] Institutions = ["HG", "HETS", "ISSM"];
    private static readonly LineAct[] Acts = [.. Enum.GetValues<LineAct>().Except([LineAct.Request, LineAct.Register])];

    /// <summary>Of each state every variety that a target depends on.</summary>
    public static TheoryData<string> Varieties => [.. Lines().Keys];

    [Theory]
    [MemberData(nameof(Varieties))]
    public void What_the_table_says_happens_and_nothing_else_does(string variety)
    {
        var line = Lines()[variety];
        foreach (var (act, institution, role) in Acts.SelectMany(act => Institutions.SelectMany(institution => People.Select(role => (act, institution, role)))))
        {
            var actor = new Actor(institution, role, $"{institution}-{role}");
            var step = LineLife.Steps.SingleOrDefault(step => step.From == line.State && step.Act == act);
            var side = step?.Side switch
            {
                LineSide.Lender => institution == "HG",
                LineSide.Receiver => institution == "HETS",
                LineSide.Disputer => institution == line.DisputedBy,
                _ => institution != "ISSM",
            };
            var pending = act == LineAct.Cancel && line is { Stands: true, Cancels: true };
            var turned = act == LineAct.Confirm && line.Keys.Any(key => key.Institution == institution);
            var allowed = step is not null && side && role == step.Role && !pending && !turned;
            var told = $"{act} by {institution}/{role} of a {variety} line";

            var decision = Do(line, act, actor);
            Assert.True(decision.Refusal is null == allowed, $"{told}: {decision.Refusal?.Code ?? "allowed"}");
            Assert.True(line.ActsOf(actor).Contains(act) == allowed, $"{told} among its acts");
            if (!decision.IsRefused(out _, out var after))
            {
                Assert.True(Target(act, line) == after.State, $"{told} leads to {after.State}");
                Assert.Equal(act is LineAct.Deliver or LineAct.Correct or LineAct.Cancel, after.Revision == line.Revision + 1);
                Assert.True(after.Revision == line.Revision || after.Keys.Count == 0, told);
            }
        }
    }

    [Fact]
    public void Each_act_has_one_role() =>
        Assert.All(LineLife.Steps.GroupBy(step => step.Act), steps => Assert.Single(steps.Select(step => step.Role).Distinct()));

    [Fact]
    public void Every_target_of_the_table_is_reached_by_some_line() => Assert.Empty(
        LineLife.Steps.Where(step => step.From is not null).SelectMany(step => step.To.Select(to => (step.From, step.Act, to.State)))
            .Except(Lines().Values.SelectMany(line => LineLife.Steps.Where(step => step.From == line.State)
                .Select(step => (step.From, step.Act, step.Target(line))))));

    [Fact]
    public void Changes_name_the_fields_of_a_line_and_no_others() => Assert.Equal(
        LineFields.All.Select(field => field.Property.Name).Order(), typeof(LineChanges).GetProperties().Select(change => change.Name).Order());

    /// <summary>Told a second time and more simply than the table tells it.</summary>
    private static LineState Target(LineAct act, Line line) => act switch
    {
        LineAct.Approve => LineState.Approved,
        LineAct.Decline => LineState.Declined,
        LineAct.Deliver => LineState.Delivered,
        LineAct.Confirm => line.Keys.Count == 0 ? LineState.Delivered : line.Cancels ? LineState.Cancelled : LineState.Confirmed,
        LineAct.Dispute => LineState.Disputed,
        LineAct.Withdraw => line.DisputedFrom!.Value,
        LineAct.Correct => line.State is LineState.Requested or LineState.Approved ? LineState.Requested : LineState.Delivered,
        _ => line.State is LineState.Requested or LineState.Approved || !line.Stands ? LineState.Cancelled : LineState.Delivered,
    };

    private static Decision<Line> Do(Line line, LineAct act, Actor actor) => act switch
    {
        LineAct.Approve => line.Approve(actor),
        LineAct.Decline => line.Decline(actor, Reason),
        LineAct.Deliver => line.Deliver(actor, new LineChanges(), Given.InForce(), Today),
        LineAct.Confirm => KeyRules.Check(line, actor) is { } refusal ? refusal : line.Turn(new LineKey(actor.Institution, actor.Subject, At, Tacit: false)),
        LineAct.Dispute => line.Dispute(actor, Reason, 90, Given.InForce()),
        LineAct.Withdraw => line.Withdraw(actor),
        LineAct.Correct => line.Correct(actor, Reason, new LineChanges { Quantity = 3 }, Given.InForce(), Today),
        LineAct.Cancel => line.Cancel(actor, Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "It begins a line."),
    };

    private static Dictionary<string, Line> Lines()
    {
        var delivered = Given.Delivered();
        var key = new LineKey("HETS", "HETS-other", At, Tacit: false);
        var lines = Enum.GetValues<LineState>().Except([LineState.Disputed]).ToDictionary(LineLife.Name, Given.Delivered);
        lines["delivered with one key"] = delivered with { Keys = [key] };
        lines["delivered and posted"] = delivered with { Stands = true };
        lines["delivered, asking to be cancelled"] = delivered with { Stands = true, Cancels = true };
        lines["delivered, asking to be cancelled, with one key"] = delivered with { Stands = true, Cancels = true, Keys = [key] };
        lines["confirmed and posted"] = Given.Delivered(LineState.Confirmed) with { Stands = true };
        foreach (var from in new[] { LineState.Delivered, LineState.Confirmed })
        {
            var disputed = Given.Delivered(LineState.Disputed) with { DisputedFrom = from, DisputedBy = "HG" };
            lines[$"disputed from {LineLife.Name(from)}"] = disputed;
            lines[$"disputed from {LineLife.Name(from)} and posted"] = disputed with { Stands = true };
        }

        return lines;
    }
}
