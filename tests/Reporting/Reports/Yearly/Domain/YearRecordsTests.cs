using FsCheck.Fluent;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Reporting.Reports.Yearly.Domain;

namespace HourExchange.Tests.Reporting.Reports.Yearly.Domain;

public sealed class YearRecordsTests
{
    private static readonly DateOnly First = new(2014, 9, 1), Last = new(2015, 8, 31);
    private static readonly Guid Draft = new("01900000-0000-7000-8000-000000000001"), Second = new("01900000-0000-7000-8000-000000000002");
    private static readonly Guid Settlement = new("01900000-0000-7000-8000-00000000000a"), Other = new("01900000-0000-7000-8000-00000000000b");

    [Fact]
    public void A_year_goes_from_open_to_closed_and_back_when_it_is_reopened()
    {
        object[] life =
        [
            new YearDrafted("B", "2014-2015", Draft, 1, "h"), new StatementSigned("B", "2014-2015", Draft, "HG", "content", false), new YearClosed("B", "2014-2015", First),
            new YearReopened("B", "2014-2015", First, 1), new YearDrafted("B", "2014-2015", Second, 2, "h"), new YearClosed("B", "2014-2015", First, 2),
        ];
        Assert.Equal(
            ["open", "drafted", "signed", "closed", "open", "drafted", "closed"],
            Enumerable.Range(0, life.Length + 1).Select(told => Of(life[..told]).State));
        // Other years have lives of their own, and a withdrawn draft is none.
        Assert.Equal("open", Of(new YearClosed("B", "2013-2014", First), new YearDrafted("B", "2014-2015", Draft, 1, "h"), new DraftWithdrawn("B", "2014-2015", Draft, "posting")).State);
    }

    [Property]
    public bool The_order_in_which_a_life_was_told_does_not_matter(int seed)
    {
        object[] life =
        [
            new YearDrafted("B", "2014-2015", Draft, 1, "h"), new YearClosed("B", "2014-2015", First), new YearReopened("B", "2014-2015", First, 1),
            new YearDrafted("B", "2014-2015", Second, 2, "h"), new StatementSigned("B", "2014-2015", Second, "HG", "content", false, 2), Agreed(Settlement, Draft), Agreed(Other, Second),
        ];
        new Random(seed).Shuffle(life);
        return Of(life).State == "signed" && Of(life).Settlements is [{ Amount: 65.00m, PaidOn: null }];
    }

    [Fact]
    public void Settlements_of_a_reopened_statement_fell_with_it_and_a_payment_is_known_by_its_settlement()
    {
        object[] told = [new YearDrafted("B", "2014-2015", Draft, 1, "h"), new YearClosed("B", "2014-2015", First), Agreed(Settlement, Draft), new SettlementPaid(Settlement, "B", "2014-2015", new DateOnly(2015, 10, 1))];
        var paid = Assert.Single(Of(told).Settlements);
        Assert.Equal(("HETS", "HG", 60, 65.00m, new DateOnly(2015, 10, 1)), (paid.Payer, paid.Payee, paid.Minutes, paid.Amount, paid.PaidOn));
        Assert.True(paid is { IsNetted: null, IsDue: false });
        var netted = Assert.Single(Of([.. told[..^1], new SettlementNetted(Settlement, "B", "2014-2015", Guid.NewGuid())]).Settlements);
        Assert.True(netted is { PaidOn: null, IsNetted: true, IsDue: false });
        Assert.True(Assert.Single(Of(told[..^1]).Settlements) is { IsNetted: null, IsDue: true });
        Assert.Empty(Of([.. told, new YearReopened("B", "2014-2015", First, 1)]).Settlements);
    }

    [Fact]
    public void A_payment_that_was_taken_back_does_not_hold_and_a_later_one_does()
    {
        object[] told = [new YearDrafted("B", "2014-2015", Draft, 1, "h"), new YearClosed("B", "2014-2015", First), Agreed(Settlement, Draft), new PaymentWithdrawn(Settlement, "B", "2014-2015", 1)];
        Assert.True(Assert.Single(Of([.. told, new SettlementPaid(Settlement, "B", "2014-2015", new DateOnly(2015, 10, 1))]).Settlements) is { PaidOn: null, IsDue: true });
        Assert.Equal(new DateOnly(2015, 10, 2), Assert.Single(Of([new SettlementPaid(Settlement, "B", "2014-2015", new DateOnly(2015, 10, 2), 2), .. told]).Settlements).PaidOn);
    }

    [Fact]
    public void What_was_never_recorded_is_not_an_empty_list()
    {
        var nothing = Of();
        Assert.Null(nothing.Commitments);
        Assert.Null(nothing.Meetings);
        Assert.Null(nothing.Actions);
        Assert.Null(nothing.Placements);
        Assert.Null(nothing.Committees);
        Assert.Null(nothing.Means);
        Assert.Null(nothing.SteeringMeetings);
        Assert.Equal([], Of(new MeetingRecorded(Draft, "B", Draft, "steering", 1, First.AddDays(-1), 4, 2)).Meetings!);
    }

    [Fact]
    public void Records_are_those_of_the_year()
    {
        var records = Of(
            new MeetingRecorded(Draft, "B", Draft, "steering", 1, First, 4, 1, 1, [new MeetingDecision(1, "Deux séances")]),
            new MeetingRecorded(Second, "B", Draft, "steering", 2, Last.AddDays(1), 4, 0),
            Action(Draft, First.AddDays(-1), "open"), Action(Second, First.AddDays(-1), "done"), Action(Settlement, Last, "done"), Action(Other, Last.AddDays(1), "open"),
            new CommitmentChanged(Draft, "B", 1, "joint-event", null, "running", default, "HG", "Une journée", [new CommitmentRemark("2013-2014", "zéro"), new CommitmentRemark("2014-2015", "deux")]),
            new PlacementsCounted("B", "2014-2015", "HG", "practice", 1, 20, default), new PlacementsCounted("B", "2015-2016", "HG", "practice", 1, 30, default));
        Assert.Equal(["Deux séances"], records.Meetings!.Single().DecisionTexts!);
        Assert.Equal([First.AddDays(-1), Last], records.Actions!.Select(action => action.DueOn));
        Assert.Equal(("HG", "deux"), (records.Commitments!.Single().OwedBy, records.Commitments!.Single().Remark));
        Assert.Equal(20, Assert.Single(records.Placements!).Places);
    }

    [Fact]
    public void Committees_are_those_of_the_year_as_they_were_made_up_on_its_last_day()
    {
        var steering = Committee(Draft, "steering", null);
        var records = Of(
            steering, Committee(Second, "thematic", First.AddDays(-1)), Committee(Other, "monitoring", First),
            new MeetingRecorded(Draft, "B", Draft, "steering", 1, First, 4, 0), new MeetingRecorded(Second, "B", Draft, "steering", 2, Last.AddDays(1), 4, 0));
        Assert.Equal(["steering", "monitoring"], records.Committees!.Select(one => one.Kind));
        Assert.Equal((1, 1, "HG-002", First), (records.Committees![0].MeetingsHeld, records.SteeringMeetings, records.Committees[0].ResourcePersons.Single(), records.Committees[1].DissolvedOn));
        Assert.Equal(2, records.Committees[0].Seats.Single().Seats);

        static CommitteeChanged Committee(Guid id, string kind, DateOnly? dissolved) => new(id, "B", 1, 1, kind, "C", [MadeUp("HG-001", null, 1), MadeUp("HG-002", Last, 2), MadeUp("HG-003", Last.AddDays(1), 3)], dissolved);

        static CommitteeComposition MadeUp(string person, DateOnly? from, int seats) => new(from, [new CommitteeSeats("HG", seats)], [new CommitteePerson("HG", person)], 0);
    }

    [Fact]
    public void Means_are_those_lent_on_a_day_of_the_year() => Assert.Equal(["b", "c", "d"], Of(
        Lent(Draft, "a", First.AddDays(-9), First.AddDays(-1)), Lent(Second, "b", First.AddDays(-9), First), Lent(Settlement, "c", Last, null), Lent(Other, "d", First.AddDays(-9), null),
        Lent(Guid.Empty, "e", Last.AddDays(1), null)).Means!.Select(one => one.What));

    private static MeansNoted Lent(Guid id, string what, DateOnly since, DateOnly? until) => new(id, "B", 1, what[0], what, "HG", since, until);

    private static YearRecords Of(params object[] told) => new(told, "2014-2015", First, Last);

    private static SettlementAgreed Agreed(Guid settlement, Guid statement) => new(settlement, "B", "2014-2015", statement, "HETS", "HG", 60, "65.00", "CHF");

    private static ActionChanged Action(Guid action, DateOnly due, string state) => new(action, "B", 1, null, "HG", due, state, default);
}
