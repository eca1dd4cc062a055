using HourExchange.Plumbing;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Documents.Domain;

/// <summary>Whether a file may be attached to an agreement.</summary>
public static class DocumentRules
{
    /// <summary>5 MB.</summary>
    public const int SizeLimitBytes = 5 * 1024 * 1024;

    private const int TitleLimit = 200;

    /// <param name="mediaType">As declared by the sender, without parameters; null where none was declared.</param>
    public static Decision<DocumentKind> Check(string title, string? mediaType, ReadOnlySpan<byte> content)
    {
        if (!Texts.IsWritten(title, TitleLimit))
        {
            return Refusal.Invalid("document-title-invalid", $"A title has 1 to {TitleLimit} characters.");
        }

        if (mediaType is null || DocumentKind.Find(mediaType) is not { } kind)
        {
            return Refusal.Invalid("document-type-unsupported", "A document is a PDF, a PNG or JPEG picture, or a Word document (.docx).");
        }

        return kind.Fits(content)
            ? kind
            : Refusal.Invalid("document-content-mismatch", $"The content is not of the declared type {kind.MediaType}.");
    }
}
