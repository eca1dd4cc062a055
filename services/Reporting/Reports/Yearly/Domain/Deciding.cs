namespace HourExchange.Reporting.Reports.Yearly.Domain;

/// <summary>What a year leaves for people to decide. Pure.</summary>
internal static class Deciding
{
    /// <param name="today">The institutions' calendar day.</param>
    /// <param name="more">What else waits, for instance <see cref="AgreementDates"/>.</param>
    public static IReadOnlyList<ToDecide> Of(
        string yearState, IReadOnlyList<SettlementFigures> settlements, IReadOnlyList<ActionFigures>? actions, LineIndicators? lines, DateOnly lastDay, DateOnly today,
        IReadOnlyList<ToDecide>? more = null) =>
    [
        .. yearState == "closed" || today <= lastDay ? Array.Empty<ToDecide>() : [new ToDecide(yearState == "signed" ? "year-signed" : "year-open", null, null)],
        .. settlements.Where(one => one.IsDue).Select(one => new ToDecide("settlement-unpaid", one.Payer, null, Amount: one.Amount, To: one.Payee)),
        .. lines is { Disputed: > 0 } ? [new ToDecide("lines-disputed", null, null, Count: lines.Disputed)] : Array.Empty<ToDecide>(),
        .. lines is { Open: > 0 } && today > lastDay ? [new ToDecide("lines-open", null, null, Count: lines.Open)] : Array.Empty<ToDecide>(),
        .. (actions ?? []).Where(one => one.State == "open" && one.DueOn < today).Select(one => new ToDecide("action-overdue", one.Responsible, one.DueOn, one.Text)),
        .. more ?? [],
    ];
}
