using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;

namespace HourExchange.Reporting.Reports.Yearly.Domain;

/// <summary>What was told of an agreement beside its postings and lines, each thing as it holds now. Pure.</summary>
internal sealed class YearRecords(IReadOnlyList<object> told, string year, DateOnly firstDay, DateOnly lastDay)
{
    /// <summary>The year is closed while an edition above the highest reopened one is closed, in whatever order they were told.</summary>
    public string State =>
        Of<YearClosed>().Where(closed => closed.Year == year).Select(closed => closed.Edition).DefaultIfEmpty(0).Max() > ReopenedEdition ? "closed"
        : Drafts.FirstOrDefault() is not { } draft ? "open"
        : Of<StatementSigned>().Any(signed => signed.Statement == draft.Statement) ? "signed" : "drafted";

    private int ReopenedEdition => Of<YearReopened>().Where(reopened => reopened.Year == year).Select(reopened => reopened.Edition).DefaultIfEmpty(0).Max();

    private IEnumerable<YearDrafted> Drafts
    {
        get
        {
            var withdrawn = Of<DraftWithdrawn>().Select(draft => draft.Statement).ToHashSet();
            return Of<YearDrafted>().Where(draft => draft.Year == year && draft.Edition > ReopenedEdition && !withdrawn.Contains(draft.Statement));
        }
    }

    /// <summary>Of the statement that stands: those of a reopened edition fell with it.</summary>
    public IReadOnlyList<SettlementFigures> Settlements
    {
        get
        {
            var standing = Drafts.Select(draft => draft.Statement).ToHashSet();
            // What was taken back does not hold, in whatever order the two were told.
            var withdrawn = Of<PaymentWithdrawn>().ToDictionary(one => one.Settlement, one => one.Payment);
            var paid = Of<SettlementPaid>().Where(one => one.Payment > withdrawn.GetValueOrDefault(one.Settlement)).ToDictionary(one => one.Settlement, one => one.PaidOn);
            var netted = Of<SettlementNetted>().Select(one => one.Settlement).ToHashSet();
            return [.. Of<SettlementAgreed>().Where(one => one.Year == year && standing.Contains(one.Statement))
                .OrderBy(one => one.Payer, StringComparer.Ordinal).ThenBy(one => one.Payee, StringComparer.Ordinal).ThenByDescending(one => one.Minutes).ThenBy(one => one.Settlement)
                .Select(one => new SettlementFigures(
                    one.Payer, one.Payee, one.Minutes, decimal.Parse(one.Amount, System.Globalization.CultureInfo.InvariantCulture), one.Currency,
                    paid.TryGetValue(one.Settlement, out var paidOn) ? paidOn : null, netted.Contains(one.Settlement) ? true : null))];
        }
    }

    /// <summary>Of this year and all before it: how they grew.</summary>
    public IReadOnlyList<PlacementFigures>? Placements => Recorded<PlacementsCounted, PlacementFigures>(counts =>
        [.. counts.Where(count => string.CompareOrdinal(count.AcademicYear, year) <= 0)
            .OrderBy(count => count.AcademicYear, StringComparer.Ordinal).ThenBy(count => count.Institution, StringComparer.Ordinal).ThenBy(count => count.Kind, StringComparer.Ordinal)
            .Select(count => new PlacementFigures(count.AcademicYear, count.Institution, count.Kind, count.Places))]);

    public IReadOnlyList<CommitmentFigures>? Commitments => Recorded<CommitmentChanged, CommitmentFigures>(commitments =>
        [.. commitments.OrderBy(one => one.OwedBy is not null).ThenBy(one => one.OwedBy, StringComparer.Ordinal).ThenBy(one => one.Domain, StringComparer.Ordinal).ThenBy(one => one.Kind, StringComparer.Ordinal).ThenBy(one => one.Commitment)
            .Select(one => new CommitmentFigures(one.Kind, one.Domain, one.OwedBy, one.State, one.Text, one.Remarks?.FirstOrDefault(remark => remark.Year == year)?.Text))]);

    public IReadOnlyList<MeetingFigures>? Meetings => Recorded<MeetingRecorded, MeetingFigures>(meetings =>
        [.. meetings.Where(one => one.HeldOn >= firstDay && one.HeldOn <= lastDay).OrderBy(one => one.HeldOn).ThenBy(one => one.Number)
            .Select(one => new MeetingFigures(
                one.CommitteeKind, one.HeldOn, one.Participants, one.Decisions, one.DecisionTexts is null ? null : [.. one.DecisionTexts.OrderBy(text => text.Number).Select(text => text.Text)]))]);

    /// <summary>Due in the year, or due before it and not done.</summary>
    public IReadOnlyList<ActionFigures>? Actions => Recorded<ActionChanged, ActionFigures>(actions =>
        [.. actions.Where(one => one.DueOn >= firstDay ? one.DueOn <= lastDay : one.State == "open").OrderBy(one => one.DueOn).ThenBy(one => one.Action)
            .Select(one => new ActionFigures(one.Responsible, one.DueOn, one.State, one.Text, one.Remark))]);

    /// <summary>Those that were there in the year, as they were made up on its last day.</summary>
    public IReadOnlyList<CommitteeFigures>? Committees => Recorded<CommitteeChanged, CommitteeFigures>(committees =>
        [.. committees.Where(one => one.DissolvedOn is not { } ended || ended >= firstDay).OrderBy(one => one.Number).Select(one => (one, Holding: HoldingOf(one)))
            .Select(both => new CommitteeFigures(
                both.one.Kind, both.one.Called, both.one.DissolvedOn is { } ended && ended <= lastDay ? ended : null,
                [.. both.Holding.Seats.GroupBy(rule => rule.Institution).Select(own => new CommitteeSeatFigures(own.Key, own.Sum(rule => rule.Seats)))],
                [.. both.Holding.ResourcePersons.Select(person => person.Code)], both.Holding.Invitees,
                Of<MeetingRecorded>().Count(meeting => meeting.Committee == both.one.Committee && meeting.HeldOn >= firstDay && meeting.HeldOn <= lastDay)))]);

    /// <summary>Lent on some day of the year.</summary>
    public IReadOnlyList<MeansFigures>? Means => Recorded<MeansNoted, MeansFigures>(means =>
        [.. means.Where(one => one.Since <= lastDay && (one.Until is not { } until || until >= firstDay)).OrderBy(one => one.Number)
            .Select(one => new MeansFigures(one.What, one.Institution, one.Since, one.Until))]);

    /// <summary>How often the steering committee met in the year; null where none was ever told of, or it was dissolved within the year.</summary>
    public int? SteeringMeetings => Of<CommitteeChanged>().Any(one => one.Kind == "steering" && (one.DissolvedOn is not { } ended || ended > lastDay))
        ? Of<MeetingRecorded>().Count(meeting => meeting.CommitteeKind == "steering" && meeting.HeldOn >= firstDay && meeting.HeldOn <= lastDay) : null;

    /// <summary>Of those that have begun by the year's last day the last one holds; before the first of those told, that one.</summary>
    private CommitteeComposition HoldingOf(CommitteeChanged committee) =>
        committee.Compositions.LastOrDefault(one => one.EffectiveFrom is not { } from || from <= lastDay, committee.Compositions[0]);

    private IEnumerable<T> Of<T>() => told.OfType<T>();

    /// <returns>Null where none was ever told: that is not zero.</returns>
    private IReadOnlyList<TFigures>? Recorded<T, TFigures>(Func<IEnumerable<T>, IReadOnlyList<TFigures>> figures) => told.OfType<T>().Any() ? figures(Of<T>()) : null;
}
