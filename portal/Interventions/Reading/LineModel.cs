using HourExchange.Client.Interventions;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;

namespace HourExchange.Portal.Interventions.Reading;

public sealed record LineModel
{
    public required InterventionView Line { get; init; }

    /// <summary>Interventions has answered some of what was asked, and not all.</summary>
    public required bool HasMissingParts { get; init; }

    /// <summary>The oldest first; none where it could not be had, or is another's to read.</summary>
    public required IReadOnlyList<HistoryEntry> History { get; init; }

    public required IReadOnlyList<ThreadMessage> Thread { get; init; }

    /// <summary>Those that nobody has decided.</summary>
    public required IReadOnlyList<ProposedChange> Proposed { get; init; }

    /// <summary>At the line's date; null where they could not be had.</summary>
    public required TermsView? Terms { get; init; }

    public required IReadOnlyDictionary<string, string> InstitutionNames { get; init; }

    public required Labels Labels { get; init; }

    public required DateOnly Today { get; init; }

    /// <summary>Confirmed a moment ago: its posting is awaited, and the page looked at again. An old one that never came is not.</summary>
    public required bool IsFresh { get; init; }

    /// <summary>Which act was just done: by the name of its page.</summary>
    public string? Done { get; init; }

    /// <summary>Codes that began with it, where it was just registered.</summary>
    public IReadOnlyList<string> Newcomers { get; init; } = [];

    /// <summary>Where it was just written, or may be confirmed: other lines of the same person, day, nature and duration.</summary>
    public IReadOnlyList<Guid> Alike { get; init; } = [];

    /// <summary>For who may confirm it: no other line has its person.</summary>
    public bool IsFirstOfPerson { get; init; }

    /// <summary>Which form is asked for, by the name of its page; empty: none.</summary>
    public string Opened { get; init; } = "";

    /// <summary>A form that came back.</summary>
    public TypedAct? Typed { get; init; }

    /// <summary>Whether a posting is the one that undoes what was posted before the line was cancelled.</summary>
    public bool Reverses(HistoryEntry entry) =>
        Line.State == "cancelled" && entry.Act == "posted" && History.LastOrDefault(one => one.Act == "cancel") is { } cancelled && entry.At > cancelled.At;

    public bool May(string act) => Line.Acts.Contains(act);
}

/// <summary>An act that was not done, as it was typed.</summary>
/// <param name="Act">The name of its page.</param>
/// <param name="Key">The form's, where nobody knows what became of it.</param>
/// <param name="IsStale">The line has changed since the form was opened.</param>
public sealed record TypedAct(string Act, IReadOnlyDictionary<string, string> Values, Faults Faults, string? Key, bool IsStale)
{
    public string? this[string name] => Values.GetValueOrDefault(name);
}
