using System.Text.Json;

namespace HourExchange.Verifier;

/// <summary>A statement as the ledger answers it: the signed text, who signed, and what it says beside it.</summary>
/// <param name="Id">The closing rows' <c>line</c>.</param>
/// <param name="Content">The signed text as JSON.</param>
/// <param name="Figures">As the ledger told them with the answer.</param>
/// <param name="Printed">The whole answer.</param>
/// <param name="Lines">The lines of the statement, in printed order.</param>
internal sealed record StatementFile(
    string Book, string Year, string State, string Id, string Hash, string Root, string SignedText, JsonElement Content, JsonElement Printed,
    IReadOnlyList<(string Institution, string Signs, string Subject, string Hash, DateTimeOffset At)> Signatures,
    IReadOnlyList<Figures> Figures, IReadOnlyList<JsonElement> Lines)
{
    /// <exception cref="FormatException">It is no statement, or one that nobody has drafted or closed.</exception>
    public static StatementFile Read(Stream json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var text = Text(root, "signedText");
            using var content = JsonDocument.Parse(text);
            return new StatementFile(
                Text(root, "book"), Text(root, "year"), Text(root, "state"), Text(root, "statement"), Text(root, "hash"), Text(root, "root"), text,
                content.RootElement.Clone(), root.Clone(),
                [.. root.GetProperty("signatures").EnumerateArray().Select(one => (
                    Text(one, "institution"), Text(one, "signs"), Text(one, "subject"), Text(one, "hash"), one.GetProperty("signedAt").GetDateTimeOffset()))],
                [.. root.GetProperty("figures").EnumerateArray().Select(Verifier.Figures.Read)],
                [.. root.Clone().GetProperty("lines").EnumerateArray()]);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"it is no statement: {exception.Message}");
        }
    }

    /// <returns>Parties that have not signed this.</returns>
    public IReadOnlyList<string> Unsigned(string signs, string hash) =>
    [
        .. Content.GetProperty("parties").EnumerateArray().Select(party => party.GetString()!)
            .Where(party => !Signatures.Any(one => one.Institution == party && one.Signs == signs && one.Hash == hash)),
    ];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"it has no {name} yet");
}
