using HourExchange.Client.Ledger;
using HourExchange.Client.Reporting;
using HourExchange.Portal.ToDo;

namespace HourExchange.Tests.Portal;

/// <summary>The number beside « À faire » is what the reader's role may do.</summary>
public sealed class WaitsTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Theory]
    [InlineData("finance", 5)]
    [InlineData("management", 2)]
    [InlineData("auditor", 2)]
    public void What_only_finance_may_do_is_told_to_others_and_not_counted(string role, long counted)
    {
        var waits = new[] { Kept("years-to-draft", 3), Kept("lines-to-correct", 2) };
        Assert.Equal(counted, new Waiting(waits, role, null, false, false, false).Count);
        Assert.Equal(role == "finance" ? [true, true] : [false, true], waits.Select(kind => kind.IsFor(role)));

        static Waits Kept(string kind, int count) => Waits.Of(new WaitingKind { Kind = kind, Count = count, Items = [] }, TimeProvider.System);
    }

    [Theory]
    [InlineData("closed", "approve", 1)]
    [InlineData("signed", "approve", 0)]
    [InlineData("open", "approve", 0)]
    [InlineData("closed", "comment", 0)]
    public void A_bilan_waits_for_approval_once_its_year_is_closed(string state, string act, long waiting) =>
        Assert.Equal(waiting, Waits.OfReports([Report(state, act)], Today).Single(kind => kind.Kind == "reports-to-approve").Count);

    [Theory]
    [InlineData("2026-02-28", 1)]
    [InlineData("2026-03-01", 0)]
    public void A_bilan_waits_for_comments_once_its_year_has_ended(string lastDay, long waiting)
    {
        var report = Report("open", "comment");
        report.LastDay = DateOnly.Parse(lastDay, System.Globalization.CultureInfo.InvariantCulture);
        report.Missing = [new MissingPart { Kind = "rubric", Rubric = "recherche" }];
        var waits = Waits.OfReports([report], Today).Single(kind => kind.Kind == "reports-to-comment");
        Assert.Equal(waiting, waits.Count);
        // It is read before it is commented on.
        Assert.All(waits.Places, place => Assert.Equal("/bilans/HETS-HG/2024-2025", place.Path));
    }

    private static YearlyReportSummary Report(string state, string act) => new()
    {
        Agreement = "HETS-HG",
        Year = "2024-2025",
        LastDay = new(2025, 8, 31),
        YearState = state,
        HasChanged = false,
        Exchanged = 0,
        Net = 0,
        Lines = 0,
        Missing = [],
        Waiting = [],
        Edition = null,
        IsFrozen = false,
        Acts = [act],
    };
}
