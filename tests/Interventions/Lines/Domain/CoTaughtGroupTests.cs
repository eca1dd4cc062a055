using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Lines.Domain;

public sealed class CoTaughtGroupTests
{
    private static readonly Actor Registrar = new("HETS", "registrar", "hets-registrar");
    private static readonly Actor Approver = new("HG", "approver", "hg-approver");
    private static readonly DateOnly Today = new(2015, 6, 1);

    /// <summary>Acts on any line of the group, one after the other, as far as each is possible.</summary>
    [Property(MaxTest = 300)]
    public Property Whatever_is_done_those_who_remain_share_the_whole_and_only_who_has_other_minutes_has_another_revision() => Prop.ForAll(Cases(), given =>
    {
        var (shares, planned, acts) = given;
        var agreement = Given.InForce(Given.Agreement() with { CoTeaching = shares ? "shared" : "each", Units = new Dictionary<string, int> { ["minute"] = 1 } });
        var group = Begin(agreement, planned);
        foreach (var (index, act, minutes) in acts)
        {
            var line = group[index % group.Count];
            var others = group.Where(one => one != line).ToList();
            if (Decide(CoTaughtGroup.Place(line, others, act), act, minutes, agreement).IsRefused(out _, out var changed)
                || CoTaughtGroup.Follow(line, changed, others, act, "HETS", agreement, Today).IsRefused(out _, out var following))
            {
                continue;
            }

            Assert.All(following, one => Assert.Equal(one.Act is null, one.Before.Revision == one.After.Revision));
            Assert.All(following.Where(one => one.Act is null), one => Assert.Equal(one.Before with { CoTeachers = one.After.CoTeachers, CoPosition = one.After.CoPosition }, one.After));
            group = [.. group.Select(one => one == line ? changed : following.FirstOrDefault(other => other.Before == one)?.After ?? one)];
            var teaching = group.Where(one => one.State is not (LineState.Cancelled or LineState.Declined) && !one.Cancels).ToList();
            Assert.Single(teaching.Select(one => one.Content.Quantity).Distinct().DefaultIfEmpty());
            Assert.Equal(Enumerable.Range(1, teaching.Count), teaching.Select(one => one.CoPosition).Order());
            Assert.All(teaching, one => Assert.Equal(teaching.Count, one.CoTeachers));
            if (teaching.Count > 0)
            {
                var whole = (int)teaching[0].Content.Quantity;
                Assert.Equal(shares ? whole : whole * teaching.Count, teaching.Sum(one => one.TaughtMinutes));
                Assert.InRange(teaching.Max(one => one.TaughtMinutes) - teaching.Min(one => one.TaughtMinutes), 0, 1);
            }
        }
    });

    private static Decision<Line> Decide(Line line, LineAct act, int minutes, Agreement agreement) => act switch
    {
        LineAct.Cancel => line.Cancel(Registrar, "Malade"),
        LineAct.Decline => line.Decline(Approver, "Pas libre"),
        LineAct.Approve => line.Approve(Approver),
        LineAct.Deliver => line.Deliver(Registrar, new LineChanges { Quantity = minutes }, agreement, Today),
        _ => line.Correct(Registrar, "Autre durée", new LineChanges { Quantity = minutes }, agreement, Today),
    };

    private static List<Line> Begin(Agreement agreement, bool planned) => [.. Enumerable.Range(1, 3).Select(position =>
    {
        var content = Given.Line().ToContent() with { Nature = "td", Quantity = 100, Unit = "minute", Contributor = $"HG-{position}", Regime = "exchanged" };
        return new Line
        {
            Id = Guid.CreateVersion7(), Agreement = agreement.Ref, Content = content, State = planned ? LineState.Requested : LineState.Delivered,
            TaughtMinutes = CoTeaching.TaughtBy(agreement, content, 3, position), CoTaught = Guid.Empty, CoTeachers = 3, CoPosition = position, Hands = [Registrar.Subject],
        };
    })];

    private static Arbitrary<(bool Shares, bool Planned, (int Index, LineAct Act, int Minutes)[] Acts)> Cases() => (
        from shares in Gen.Elements(true, false)
        from planned in Gen.Elements(true, false)
        from indexes in Gen.Choose(0, 2).ArrayOf(8)
        from acts in Gen.Elements(LineAct.Cancel, LineAct.Correct, LineAct.Decline, LineAct.Approve, LineAct.Deliver).ArrayOf(8)
        from minutes in Gen.Choose(1, 200).ArrayOf(8)
        select (shares, planned, indexes.Zip(acts, minutes).ToArray())).ToArbitrary();
}
