namespace HourExchange.Interventions.Documents.Domain;

/// <summary>A sort of file that may be attached: its media type, its extension, and how its content begins.</summary>
public sealed class DocumentKind
{
    private static readonly DocumentKind[] Known =
    [
        new("application/pdf", ".pdf", content => content.StartsWith("%PDF-"u8)),
        new("image/png", ".png", content => content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])),
        new("image/jpeg", ".jpg", content => content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])),
        // Any ZIP begins so; the names of its parts stand uncompressed in it.
        new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", content =>
            content.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04]) && content.IndexOf("[Content_Types].xml"u8) >= 0 && content.IndexOf("word/"u8) >= 0),
    ];

    private readonly Recognizes _recognizes;

    private DocumentKind(string mediaType, string extension, Recognizes recognizes)
    {
        MediaType = mediaType;
        Extension = extension;
        _recognizes = recognizes;
    }

    private delegate bool Recognizes(ReadOnlySpan<byte> content);

    public static IEnumerable<string> MediaTypes => Known.Select(kind => kind.MediaType);

    public string MediaType { get; }

    /// <summary>With its point.</summary>
    public string Extension { get; }

    public bool Fits(ReadOnlySpan<byte> content) => _recognizes(content);

    /// <returns>Null for a media type that is not taken. Upper and lower case are one (RFC 9110).</returns>
    public static DocumentKind? Find(string mediaType) =>
        Known.FirstOrDefault(kind => kind.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// A file name that no system reads as a path, a hidden file or another type: letters and digits of the title, everything
    /// else a hyphen, at most 80 characters and the extension.
    /// </summary>
    public string FileName(string title)
    {
        var letters = title.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-');
        var words = string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join('-', words);
        name = (name.Length > 80 ? name[..80] : name).TrimEnd('-');
        return (name.Length > 0 ? name : "document") + Extension;
    }
}
