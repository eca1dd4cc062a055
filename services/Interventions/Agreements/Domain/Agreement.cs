using System.Text.Json;
using System.Text.Json.Nodes;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>An agreement with the layers that every party has consented to, and the notices received.</summary>
public sealed class Agreement(
    string reference, IReadOnlyList<string> parties, IReadOnlyList<AgreementLayer> inForce, IReadOnlyList<DateOnly> noticesReceived)
{
    /// <summary>No agreement is applied beyond: years of such dates could not be computed.</summary>
    private static readonly DateOnly LastKnownDay = new(2199, 12, 31);

    /// <summary>Terms that must be said and may be null: no settlement tariff, no cap.</summary>
    private static readonly IReadOnlyList<string> MayBeNone =
        [.. StrictJson.Options.GetTypeInfo(typeof(AgreementContent)).Properties.Where(term => term is { IsRequired: true, IsGetNullable: true }).Select(term => term.Name)];

    // An agreement is loaded for one decision, and a list asks for many dates between few changes.
    private readonly Dictionary<int, Terms> _known = [];
    private readonly List<AgreementLayer> _ordered = [.. inForce.OrderBy(layer => (layer.EffectiveFrom, layer.Version))];

    public string Ref => reference;

    public IReadOnlyList<string> Parties => parties;

    public bool IsInForce => inForce.Count > 0;

    /// <summary>How often there was something to announce: each layer in force and each notice is one, and none is ever taken away.</summary>
    public int Announcements => inForce.Count + noticesReceived.Count;

    public bool HasParty(string institution) => parties.Contains(institution, StringComparer.Ordinal);

    /// <summary>
    /// The terms of the agreement as at a date: what was signed, changed by each layer that has taken effect by then, in
    /// the order of their effective dates. Null before the agreement takes effect and after its end.
    /// </summary>
    public Terms? TermsAt(DateOnly date) => LastTermsAt(date) is { } terms && date <= LastDay(terms.Content) ? terms : null;

    /// <summary>As <see cref="TermsAt"/>, and after the agreement's end the terms that it ended with.</summary>
    public Terms? LastTermsAt(DateOnly date)
    {
        var count = _ordered.FindLastIndex(layer => layer.EffectiveFrom <= date) + 1;
        if (count == 0)
        {
            return null;
        }

        if (!_known.TryGetValue(count, out var terms))
        {
            terms = new Terms(_ordered.Take(count).Max(layer => layer.Version), Merge(_ordered.Take(count)));
            _known[count] = terms;
        }

        return terms;
    }

    /// <summary>The days on which the terms change, with the terms from each on.</summary>
    public IEnumerable<(DateOnly From, Terms Terms)> Timeline() =>
        from day in _ordered.Select(layer => layer.EffectiveFrom)
        where TermsAt(day) is not null
        select (day, TermsAt(day)!);

    /// <summary>The agreement's last day, or null while it is renewed tacitly and no notice was received.</summary>
    public DateOnly? EndsOn(DateOnly on) => LastTermsAt(on) is { } terms && LastDay(terms.Content) is var last && last < LastKnownDay ? last : null;

    /// <summary>What was signed, changed by each amendment in turn. A term that may be none is none where a patch takes it away (RFC 7396).</summary>
    /// <exception cref="JsonException">The layers do not make a whole agreement.</exception>
    public static AgreementContent Merge(IEnumerable<AgreementLayer> layers)
    {
        var content = layers.Aggregate(new JsonObject(), (content, layer) => MergePatch.Apply(content, layer.Changes));
        foreach (var term in MayBeNone.Where(term => !content.ContainsKey(term)))
        {
            content.Add(term, null);
        }

        return content.Deserialize<AgreementContent>(StrictJson.Options)!;
    }

    private DateOnly LastDay(AgreementContent content)
    {
        var first = AgreementTerm.Of(content.Signed, content.TermYears, content.NoticeMonths, 1);
        if (!content.TacitRenewal)
        {
            return first.LastDay;
        }

        return noticesReceived.Count == 0
            ? LastKnownDay
            : noticesReceived.Min(received => AgreementTerm.EndAfterNotice(content.Signed, content.TermYears, content.NoticeMonths, received));
    }
}
