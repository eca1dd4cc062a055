using System.Text.Json;

namespace HourExchange.Verifier;

/// <summary>An account as a line names it.</summary>
public readonly record struct BookAccount(string Institution, string Counterpart, string Domain, string Year)
{
    internal BookAccount Mirror() => this with { Institution = Counterpart, Counterpart = Institution };

    internal static BookAccount Read(JsonElement json) => new(
        Text(json, "institution"), Text(json, "counterpart"), Text(json, "domain"), Text(json, "year"));

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException(name);
}
