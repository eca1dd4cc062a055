using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Interventions.Lines.Domain;

/// <summary>
/// Lines of those who teach one thing together: a changed duration or a missing teacher is one act on all of them, split anew over
/// who remains (docs/domain.md, Interventions). Pure.
/// </summary>
internal static class CoTaughtGroup
{
    /// <summary>By whose hand a line follows a colleague who was declined: no person's.</summary>
    public const string Nobody = "ensemble";

    /// <returns>The line with its place among those who teach once the act is done.</returns>
    public static Line Place(Line line, IReadOnlyList<Line> others, LineAct act) =>
        others.Count == 0 || Leaves(act) ? line : Placed(Teaching(line, others, act)).Single(one => one.Id == line.Id);

    /// <param name="before">The line that somebody acts on.</param>
    /// <param name="after">As it becomes.</param>
    /// <param name="others">Of the same group, locked with it.</param>
    /// <returns>The others that have another place, or other minutes, from now on; the refusal where one of them cannot follow.</returns>
    public static Decision<IReadOnlyList<FollowingLine>> Follow(
        Line before, Line after, IReadOnlyList<Line> others, LineAct act, string institution, Agreement agreement, DateOnly today)
    {
        var following = new List<FollowingLine>();
        if (others.Count == 0 || !(Leaves(act) || act is LineAct.Correct or LineAct.Deliver))
        {
            return following;
        }

        var hasOtherDuration = after.Content.Quantity != before.Content.Quantity || after.Content.Unit != before.Content.Unit;
        foreach (var placed in Placed(Teaching(before, others, act)).Where(one => one.Id != before.Id))
        {
            var other = others.Single(one => one.Id == placed.Id);
            var isDelivered = hasOtherDuration && act == LineAct.Deliver && other.State == LineState.Approved;
            var content = hasOtherDuration
                ? other.Content with { Quantity = after.Content.Quantity, Unit = after.Content.Unit, Date = isDelivered ? after.Content.Date : other.Content.Date }
                : other.Content;
            if (!isDelivered && content == other.Content && HasSameMinutes(placed, other, agreement))
            {
                if (placed != other)
                {
                    following.Add(new FollowingLine(other, placed, null));
                }

                continue;
            }

            var follows = isDelivered ? LineAct.Deliver : LineAct.Correct;
            if (placed.Follow(follows, institution, content, agreement, today).IsRefused(out var refusal, out var changed))
            {
                return refusal;
            }

            following.Add(new FollowingLine(other, changed, follows));
        }

        return following;
    }

    // Terms that were amended since touch nobody whose place is the same.
    private static bool HasSameMinutes(Line placed, Line other, Agreement agreement) =>
        (placed.CoTeachers, placed.CoPosition) == (other.CoTeachers, other.CoPosition)
        || (agreement.LastTermsAt(other.Content.Date)?.UnitMinutes(other.Content.Unit) is not null
            && CoTeaching.TaughtBy(agreement, other.Content, placed.CoTeachers, placed.CoPosition) == other.TaughtMinutes);

    /// <summary>Who teaches once the act is done, in the listed order; who comes back comes last.</summary>
    private static List<Line> Teaching(Line line, IReadOnlyList<Line> others, LineAct act)
    {
        var teaching = others.Where(Remains).Concat(Remains(line) && !Leaves(act) ? [line] : []).OrderBy(one => one.CoPosition).ToList();
        if (!Remains(line) && !Leaves(act))
        {
            teaching.Add(line);
        }

        return teaching;
    }

    private static IEnumerable<Line> Placed(List<Line> teaching) =>
        teaching.Select((line, index) => line with { CoTeachers = teaching.Count, CoPosition = index + 1 });

    private static bool Leaves(LineAct act) => act is LineAct.Cancel or LineAct.Decline;

    private static bool Remains(Line line) => line.State is not (LineState.Cancelled or LineState.Declined) && !line.Cancels;
}

/// <summary>A line that follows an act on another of its group.</summary>
/// <param name="Act">Which of its own acts it amounts to; null where its place alone is another.</param>
internal sealed record FollowingLine(Line Before, Line After, LineAct? Act);
