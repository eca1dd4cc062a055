using HourExchange.Words;

namespace HourExchange.Identity.Pages;

/// <summary>What every page knows of who looks at it.</summary>
/// <param name="Path">With its query: the language links come back to it.</param>
/// <param name="FormToken">Name and value of the hidden field that proves that a form is ours.</param>
/// <param name="IsSignedIn">The head offers to sign out.</param>
/// <param name="Portal">Where the pages of the trade are; null: nowhere.</param>
public sealed record Seen(string Language, string Path, (string Name, string Value) FormToken, bool IsSignedIn, Uri? Portal)
{
    public Wording Words { get; } = Wording.Of("Identity", Language);
}
