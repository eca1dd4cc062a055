using HourExchange.Contracts.Interventions.V1;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing.Sending;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Interventions.Agreements.Consenting;

/// <summary>Tells which terms hold from which day on, whenever a layer comes into force or a notice sets an end.</summary>
internal static class TermsAnnouncement
{
    public static Task Add(NpgsqlTransaction transaction, Agreement agreement) => OutboxWriter.Add(transaction, Of(agreement));

    /// <summary>An agreement in force as it stands.</summary>
    /// <remarks>
    /// The latest version's terms stand in the event's own fields; the timeline has all, because a layer recorded late
    /// may change what holds after it.
    /// </remarks>
    public static AgreementTermsChanged Of(Agreement agreement)
    {
        var timeline = agreement.Timeline().ToList();
        var (from, latest) = timeline.MaxBy(period => (period.Terms.Version, period.From));
        var (text, hash) = HashedText.Of(latest.Content);
        return new AgreementTermsChanged(
            agreement.Ref, latest.Version, from, agreement.Parties, latest.Content.Currency, text, hash,
            [.. timeline.Select(period => new DatedTerms(period.From, StrictJson.Write(period.Terms.Content)))],
            agreement.EndsOn(from), agreement.Announcements);
    }
}
