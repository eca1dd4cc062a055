using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Consenting;
using HourExchange.Plumbing.States;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>What is done with a layer of an agreement once it is recorded.</summary>
public enum LayerAct
{
    Consent,
    Withdraw,
}

/// <summary>
/// The life of a layer: the management of every party consents to its hash, each by a person of its own; until then any of
/// them may take an amendment back (docs/domain.md, Agreements). docs/states.md is printed from here. Pure.
/// </summary>
public static class LayerLife
{
    public const string Pending = "pending";
    public const string InForce = "inForce";
    public const string Withdrawn = "withdrawn";

    private static readonly ConsentRefusals Refusals = new(
        Stale: new Refusal(RefusalKind.Stale, "consent-hash-unknown", "No version of this agreement has that hash: read it again."),
        ByAsker: SamePerson,
        BySamePerson: SamePerson,
        Again: null);

    public static StateTable<LayerAct> Table { get; } = new(
        new(Pending, LayerAct.Consent, Roles.Management, "the hash, in the order of versions, each party by a person of its own; in force with the last", Pending, InForce),
        new(Pending, LayerAct.Withdraw, Roles.Management, "an amendment or annex; what was signed first is not taken back", Withdrawn),
        new(InForce, LayerAct.Consent, Roles.Management, "again: nothing changes", InForce));

    public static Refusal Unknown => Refusals.Stale;

    /// <summary>Who recorded a layer may consent to it for the institution for which they did: it was signed on paper before.</summary>
    public static Consents Asked(
        string hash, IReadOnlyList<string> parties, IEnumerable<(string Institution, string Subject)> consents, string? recordedFor, string? recordedBy) =>
        new(hash, parties, recordedBy, [.. consents.Select(one => new Consent(one.Institution, one.Subject))], Refusals, recordedFor);

    /// <param name="earlierPending">Whether a layer of an earlier version still waits.</param>
    /// <returns>Why this person cannot consent now, or null.</returns>
    public static Refusal? CheckConsent(string state, bool earlierPending, Consents asked, string institution, string subject) =>
        !Table.Allows(state, LayerAct.Consent) ? Unknown
        // Layers come into force in the order of their versions, so that a version and a date say which terms held.
        : earlierPending ? Refusal.Conflict("earlier-layer-pending", "An earlier amendment still waits for consents: consent to it or withdraw it first.")
        : asked.CheckPerson(institution, subject);

    public static Refusal? CheckWithdrawal(string? state, int version) =>
        version > 1 && state is not null && Table.Allows(state, LayerAct.Withdraw)
            ? null : Refusal.Conflict("layer-not-pending", "No amendment that waits for consents has that hash.");

    /// <summary>What is worth doing: a consent that is given is not asked for again.</summary>
    [ForeseesRefusals]
    public static IReadOnlyList<string> ActsOf(
        string state, int version, bool earlierPending, Consents asked, string institution, string role, string subject) =>
        Table.ActsOf(state, role, act => act == LayerAct.Withdraw
            ? CheckWithdrawal(state, version) is null
            : state == Pending && asked.Waiting.Contains(institution) && CheckConsent(state, earlierPending, asked, institution, subject) is null);

    /// <summary>Its part of docs/states.md.</summary>
    public static string Print() => Table.Print("The life of an agreement's layer", """
        Printed from `LayerLife`. An agreement as it was signed is its first layer. A layer that is withdrawn is no version any
        more: 412 `consent-hash-unknown`, 409 `layer-not-pending`. `acts` of a layer names what the caller may do with it now.
        """);

    private static Refusal SamePerson => Refusal.Forbidden("consented-by-same-person", "Each management consents by a person of its own.");
}
