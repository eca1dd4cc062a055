namespace HourExchange.Interventions.Domain;

/// <summary>An agreement with the layers that every party has consented to.</summary>
public sealed class Agreement(string reference, IReadOnlyList<string> parties, IReadOnlyList<AgreementLayer> inForce)
{
    /// <summary>No agreement is applied beyond: years of such dates could not be computed.</summary>
    private static readonly DateOnly LastKnownDay = new(2199, 12, 31);

    public string Ref => reference;

    public IReadOnlyList<string> Parties => parties;

    /// <summary>What every party has consented to, by version.</summary>
    public IReadOnlyList<AgreementLayer> Layers => inForce;

    public bool HasParty(string institution) => parties.Contains(institution, StringComparer.Ordinal);

    /// <summary>The terms of the agreement as at a date; null before it takes effect, after its end, or while a consent is missing.</summary>
    public Terms? TermsAt(DateOnly date)
    {
        var layer = inForce.Where(layer => layer.EffectiveFrom <= date).MaxBy(layer => (layer.EffectiveFrom, layer.Version));
        return layer is null || date > LastDay(layer.Content) ? null : new Terms(layer.Version, layer.Content);
    }

    /// <summary>
    /// The agreement's last day: the day before the anniversary that ends its term, or never while it is renewed tacitly.
    /// What began on a 29 February ends on a 28 February, in leap years and others.
    /// </summary>
    private static DateOnly LastDay(AgreementContent content)
    {
        if (content.TacitRenewal)
        {
            return LastKnownDay;
        }

        var anniversary = content.Signed.AddYears(content.TermYears);
        return anniversary.Day == content.Signed.Day ? anniversary.AddDays(-1) : anniversary;
    }
}
