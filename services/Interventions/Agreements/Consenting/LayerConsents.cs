namespace HourExchange.Interventions.Agreements.Consenting;

/// <summary>A layer of an agreement, as recorded or consented to.</summary>
/// <param name="Ref">Code of the agreement.</param>
/// <param name="Version">1: the agreement as signed; later ones amend it, in the order in which they were recorded.</param>
/// <param name="Hash">Of the layer's content: what is consented to.</param>
/// <param name="InForce">Whether every party has consented.</param>
/// <param name="Consents">Codes of the parties that have consented.</param>
public sealed record LayerConsents(string Ref, int Version, string Hash, bool InForce, IReadOnlyList<string> Consents);
