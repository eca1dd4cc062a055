using HourExchange.Plumbing.Security;
using HourExchange.Words;
using HourExchange.Words.Reading;

namespace HourExchange.Portal.Pages;

/// <summary>What every page knows of who looks at it.</summary>
/// <param name="Language">fr, de or en.</param>
/// <param name="Path">With its query: the language links come back to it.</param>
/// <param name="FormToken">Name and value of the hidden field that proves that a form is ours.</param>
/// <param name="Caller">Null where nobody is signed in.</param>
/// <param name="Waiting">How much waits for the caller; null where that is not known.</param>
/// <param name="Account">Where people look after their account; null where no sign-in provider is set.</param>
public sealed record Seen(string Language, string Path, (string Name, string Value) FormToken, Caller? Caller, long? Waiting, Uri? Account)
{
    public Wording Words { get; } = Wording.Of("Portal", Language);

    public Spelling Spelling { get; } = Spelling.Of(Language);

    /// <summary>For whom a form is filled in: who has changed the role meanwhile is told so, and nothing is written.</summary>
    public string ActingFor => Caller is null ? "" : $"{Caller.Institution}/{Caller.Role}";

    /// <summary>A moment's day where the portal runs.</summary>
    public string Day(DateTimeOffset moment) => Spelling.Day(DateOnly.FromDateTime(moment.ToLocalTime().DateTime));

    /// <summary>A moment's time of day there: <c>09:14</c>.</summary>
    public static string Time(DateTimeOffset moment) => moment.ToLocalTime().ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    public bool Is(string role) => Caller?.Role == role;
}
