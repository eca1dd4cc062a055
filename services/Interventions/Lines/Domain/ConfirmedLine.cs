using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Interventions.Lines.Domain;

/// <summary>A line whose second key has turned: its credited minutes are computed here, once and for ever.</summary>
internal sealed record ConfirmedLine(Line Line, Agreement Agreement, Terms Terms, Coefficient Coefficient)
{
    /// <summary>
    /// The line as it would be confirmed. Refused where an amendment has since taken its nature or unit away, or would have it
    /// credit nothing; what both sides take back is not judged any more.
    /// </summary>
    public static Decision<ConfirmedLine> Of(Line line, Agreement agreement)
    {
        // A line that a later notice leaves outside the agreement had been admitted.
        var terms = agreement.LastTermsAt(line.Content.Date)!;
        if (line.Cancels)
        {
            return new ConfirmedLine(line, agreement, terms, terms.CoefficientOf(line.Content.Nature) ?? Coefficient.One);
        }

        if (terms.CoefficientOf(line.Content.Nature) is not { } coefficient)
        {
            return Refusal.Conflict("nature-unknown", $"The terms at the line's date have no nature {line.Content.Nature} any more: correct the line.");
        }

        if (terms.UnitMinutes(line.Content.Unit) is null)
        {
            return Refusal.Conflict("unit-unknown", $"The terms at the line's date have no unit {line.Content.Unit} any more: correct the line.");
        }

        // What was taught is what both sides saw; where the unit's minutes have changed since, a correction shows it to them.
        if (CoTeaching.TaughtBy(terms, line.Content.Quantity, line.Content.Unit, line.CoTeachers, line.CoPosition) != line.TaughtMinutes)
        {
            return Refusal.Conflict("terms-changed", "By the terms at the line's date its duration is another now: correct the line.");
        }

        return coefficient.Credit(line.TaughtMinutes) < 1
            ? Refusal.Conflict("credited-zero", "By the terms at the line's date nothing would be credited: correct the line.")
            : new ConfirmedLine(line, agreement, terms, coefficient);
    }

    /// <summary>Only exchanged lines of exchanged natures are posted (docs/domain.md, Interventions).</summary>
    public bool IsExchanged => !Line.Cancels && Line.Content.Regime == Regimes.Exchanged && Terms.IsExchanged(Line.Content.Nature);

    /// <summary>The ledger hears of what it is to post, and of what it is to take back.</summary>
    public bool IsAnnounced => IsExchanged || Line.Stands;

    public int PostingRevision => IsAnnounced ? Line.PostingRevision + 1 : Line.PostingRevision;

    /// <summary>Of what is exchanged, and of what is taken back: what stood.</summary>
    public int CreditedMinutes => Coefficient.Credit(Line.TaughtMinutes);

    /// <summary>The line as it stands with both keys.</summary>
    public Line AsConfirmed() => Line with
    {
        PostingRevision = PostingRevision,
        TermsVersion = Line.State == LineState.Confirmed ? Terms.Version : null,
        // What is not exchanged is confirmed, and credits nothing.
        CreditedMinutes = Line.State != LineState.Confirmed ? null : IsExchanged ? CreditedMinutes : 0,
        StandingMinutes = IsExchanged ? CreditedMinutes : null,
        Stands = IsExchanged,
        // The ledger's answer to this pair of keys is still to come.
        PostingNumber = null,
        PostingRefused = null,
    };
}
