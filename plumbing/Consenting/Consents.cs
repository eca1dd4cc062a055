namespace HourExchange.Plumbing.Consenting;

/// <summary>
/// What takes effect with the consent of several parties: all over one hash, each by a person of its own. Who asked for it
/// is not among them where that is a rule. Pure; each use gives the refusals their codes.
/// </summary>
/// <param name="Hash">Of what is consented to.</param>
/// <param name="AskedBy">The person who may not consent, for whichever party; null where whoever asked may.</param>
/// <param name="AskedFor">The party for which they asked, and for which alone they may consent; null: for none.</param>
/// <param name="Given">The consents so far.</param>
public sealed record Consents(string Hash, IReadOnlyCollection<string> Parties, string? AskedBy, IReadOnlyCollection<Consent> Given, ConsentRefusals Refusals,
    string? AskedFor = null)
{
    /// <summary>Parties whose consent is missing, in their own order.</summary>
    public IReadOnlyList<string> Waiting => [.. Parties.Except(Given.Select(one => one.Party))];

    /// <summary>Whether a party's consent is the last one that is missing, or none is.</summary>
    public bool AreWholeWith(string party) => Waiting.All(one => one == party);

    /// <returns>The refusal where somebody has read something else than what is consented to, or null.</returns>
    public Refusal? CheckHash(string read) => read == Hash ? null : Refusals.Stale;

    /// <summary>Four eyes: nobody consents to what they asked for, nor for two parties; and each party consents once.</summary>
    /// <returns>Why this person cannot consent for the party, or null.</returns>
    public Refusal? CheckPerson(string party, string subject) =>
        subject == AskedBy && party != AskedFor ? Refusals.ByAsker
        : Given.Any(one => one.Subject == subject && one.Party != party) ? Refusals.BySamePerson
        : Given.Any(one => one.Party == party) ? Refusals.Again
        : null;
}

/// <param name="Subject">The person, by pseudonym.</param>
public readonly record struct Consent(string Party, string Subject);

/// <param name="Stale">Another hash than what is consented to.</param>
/// <param name="ByAsker">By who asked for it.</param>
/// <param name="BySamePerson">By who consented for another party.</param>
/// <param name="Again">By a party that has consented; null where a second time changes nothing.</param>
public sealed record ConsentRefusals(Refusal Stale, Refusal ByAsker, Refusal BySamePerson, Refusal? Again);
