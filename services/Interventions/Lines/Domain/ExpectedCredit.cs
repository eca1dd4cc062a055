using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Interventions.Lines.Domain;

/// <summary>What a line would credit if its second key turned now, and how that comes about (docs/domain.md, Arithmetic).</summary>
/// <param name="Minutes">0 where it is not posted.</param>
/// <param name="Coefficient">Of its nature: 3/2.</param>
/// <param name="TermsVersion">Of the terms at the line's date.</param>
/// <param name="Rule">each: what was taught counts in full; shared: its own part of it; not-exchanged: it is confirmed and never posted.</param>
public sealed record ExpectedCredit(
    int Minutes, [property: Format("rational", "3/2")] string Coefficient, int TermsVersion, [property: KnownValues("each", "shared", "not-exchanged")] string Rule)
{
    /// <returns>Null where nothing is to be confirmed any more, or by today's terms it could not be.</returns>
    [ForeseesRefusals]
    public static ExpectedCredit? Of(Line line, Agreement agreement)
    {
        if (line.State is LineState.Declined or LineState.Cancelled || line.Cancels || line.CreditedMinutes is not null
            || ConfirmedLine.Of(line, agreement).IsRefused(out _, out var confirmed))
        {
            return null;
        }

        var rule = !confirmed.IsExchanged ? "not-exchanged"
            : line.CoTeachers > 1 && confirmed.Terms.Content.CoTeaching == CoTeaching.Shared ? CoTeaching.Shared : "each";
        return new ExpectedCredit(confirmed.IsExchanged ? confirmed.CreditedMinutes : 0, confirmed.Coefficient.ToString(), confirmed.Terms.Version, rule);
    }
}
