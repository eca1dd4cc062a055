using FsCheck;
using FsCheck.Fluent;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Posting;
using HourExchange.Plumbing.Receiving;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Ledger.Books.Posting;

public sealed class BatchPlanTests
{
    private static readonly Dictionary<string, BookHead> Heads = new() { ["HETS-HG"] = new("HETS-HG", ["HETS", "HG"], 0, new byte[32], DateTimeOffset.MinValue) };

    private static readonly Dictionary<string, LateRouting> AllOpen = [];

    [Fact]
    public void A_line_between_others_than_the_book_s_parties_is_refused_whatever_it_says_its_parties_are()
    {
        var line = Given.Confirmed(lender: "ISSM") with { Parties = ["HETS", "ISSM"], Keys = [Given.Confirmed().Keys[0], Given.Confirmed().Keys[1] with { Institution = "ISSM" }] };
        Assert.Equal("institutions-invalid", new BatchPlan([Message(line)], [], Heads, AllOpen).Refused.Single().Refusal.Code);
        Assert.Equal("institutions-invalid", new BatchPlan([Message(Given.Confirmed(book: "NEVER-OPENED"))], [], Heads, AllOpen).Refused.Single().Refusal.Code);
    }

    [Fact]
    public void A_revision_that_comes_before_its_predecessor_waits()
    {
        var plan = new BatchPlan([Message(Given.Confirmed(revision: 2))], [], Heads, AllOpen);
        Assert.Empty(plan.Entries);
        Assert.Single(plan.Early);
    }

    [Fact]
    public void Two_revisions_of_a_line_in_one_batch_are_posted_in_their_order()
    {
        var line = Guid.CreateVersion7();
        var plan = new BatchPlan([Message(Given.Confirmed(line, revision: 2, credited: 60)), Message(Given.Confirmed(line))], [], Heads, AllOpen);
        Assert.Equal([("intervention", 1), ("reversal", 1), ("intervention", 2)], plan.Entries.Select(planned => (planned.Entry.Kind, planned.Entry.Revision)));
        Assert.Equal(1, plan.Entries[1].Entry.Reverses);
    }

    [Fact]
    public void The_same_key_with_other_content_is_an_alarm_and_posts_nothing_more()
    {
        var line = Guid.CreateVersion7();
        var plan = new BatchPlan([Message(Given.Confirmed(line)), Message(Given.Confirmed(line, credited: 60))], [], Heads, AllOpen);
        Assert.Single(plan.Entries);
        Assert.True(plan.Refused.Single().Alarm);
        Assert.Equal("posting-content-differs", plan.Refused.Single().Refusal.Code);
    }

    /// <summary>The agreement ended with a signed year; the correction names a day after it, in a year of which the ledger knows nothing.</summary>
    [Fact]
    public void A_correction_whose_original_cannot_be_taken_back_is_refused_and_the_rest_of_the_batch_is_planned()
    {
        var line = Guid.CreateVersion7();
        var known = new BatchPlan([Message(Given.Confirmed(line))], [], Heads, AllOpen).Entries.Single();
        var ended = new LateRouting([new BookYear("HETS-HG", "2014-2015", new DateOnly(2014, 9, 1), new DateOnly(2015, 8, 31), YearState.Signed, Guid.CreateVersion7())]);
        PreparedLine Next(Guid id, int revision) => Message(Given.Confirmed(id, revision: revision) with
        {
            Date = new DateOnly(2015, 10, 1),
            AcademicYear = "2015-2016",
            YearStart = new DateOnly(2015, 9, 1),
        });
        var plan = new BatchPlan(
            [Next(line, 2), Next(Guid.CreateVersion7(), 1)],
            [new Posted("HETS-HG", 1, known.Entry, known.Text, DateTimeOffset.UnixEpoch, [], [])], Heads, new Dictionary<string, LateRouting> { ["HETS-HG"] = ended });
        Assert.Equal("no-open-year", plan.Refused.Single().Refusal.Code);
        Assert.NotEqual(line, plan.Entries.Single().Entry.Line);
    }

    [Property]
    public Property Whatever_the_order_and_however_often_each_revision_is_planned_once() => Prop.ForAll(
        Gen.Choose(1, 4).SelectMany(lines => Gen.Choose(1, 4).SelectMany(revisions => Gen.Shuffle(Twice(lines, revisions)))).ToArbitrary(),
        messages =>
        {
            var plan = new BatchPlan(messages, [], Heads, AllOpen);
            var keys = plan.Entries.Where(planned => planned.Entry.Kind == Kinds.Intervention).Select(planned => (planned.Entry.Line, planned.Entry.Revision)).ToList();
            return keys.Count == messages.Length / 2 && keys.Distinct().Count() == keys.Count && plan.Early.Count == 0 && plan.Refused.Count == 0;
        });

    private static PreparedLine[] Twice(int lines, int revisions) =>
    [
        .. from line in Enumerable.Range(0, lines)
           let id = new Guid(line, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0])
           from revision in Enumerable.Range(1, revisions)
           from copy in Enumerable.Range(0, 2)
           select Message(Given.Confirmed(id, revision: revision)),
    ];

    private static PreparedLine Message(InterventionConfirmed content) => PreparedLine.Of(new Received<InterventionConfirmed>(Guid.CreateVersion7(), content));
}
