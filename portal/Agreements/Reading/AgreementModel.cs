using System.Text.Json;
using HourExchange.Client.Interventions;
using HourExchange.Portal.Pages;

namespace HourExchange.Portal.Agreements.Reading;

/// <summary>One agreement as at a day.</summary>
public sealed record AgreementModel
{
    public required AgreementView Agreement { get; init; }

    /// <summary>The day asked about.</summary>
    public required DateOnly On { get; init; }

    public required DateOnly Today { get; init; }

    /// <summary>The terms of that day; of what not every party has consented to, what was signed; null where none are in force then, or they could not be had.</summary>
    public required AgreementContent? Content { get; init; }

    /// <summary>Null where the terms are those that were signed, and wait.</summary>
    public required TermsView? Terms { get; init; }

    /// <summary>Null before the agreement holds, or where they could not be had.</summary>
    public required DeadlinesView? Deadlines { get; init; }

    public required bool HasMissingParts { get; init; }

    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>What was done a moment ago, as a code of words.</summary>
    public required string Done { get; init; }

    /// <summary>A form of this page that came back.</summary>
    public TypedAgreementAct? Typed { get; init; }

    public bool May(string act) => Agreement.Acts?.Contains(act) == true;

    public bool IsPending => Agreement.Layers.Count > 0 && StateOf(Agreement.Layers[0]) == Pending;

    public LayerView? Waiting => Agreement.Layers.FirstOrDefault(layer => StateOf(layer) == Pending);

    public const string Pending = "pending";
    public const string InForce = "inForce";

    public static string StateOf(LayerView layer) => layer.State ?? (layer.InForce ? InForce : Pending);

    /// <summary>What was signed first.</summary>
    public static AgreementContent Signed(AgreementView agreement) => ((JsonElement)agreement.Layers[0].Content).Deserialize<AgreementContent>()!;

    /// <summary>The names of what an amendment is about are those of the terms with it.</summary>
    public AgreementContent Named => Content ?? Signed(Agreement);
}

/// <summary>An act on an agreement that was not done.</summary>
/// <param name="Act">Name of its form.</param>
/// <param name="Key">The form's, where nobody knows what became of it.</param>
/// <param name="IsStale">What it was about is no longer there.</param>
public sealed record TypedAgreementAct(string Act, IReadOnlyDictionary<string, string> Fields, Faults Faults, string? Key, bool IsStale)
{
    public string? this[string field] => Fields.GetValueOrDefault(field);
}
