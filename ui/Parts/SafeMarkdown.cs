using Ganss.Xss;
using Markdig;
using Markdig.Syntax;

namespace HourExchange.Ui.Parts;

/// <summary>
/// Markdown that people wrote, as HTML that does nothing: paragraphs, lists, quotations, headings below those of the sheet, emphasis, links to
/// https and mailto. Two locks: Markdig shows raw HTML as the text that it is, and what it makes is sanitized.
/// </summary>
public static class SafeMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    private static readonly HtmlSanitizerOptions Allowed = new()
    {
        AllowedTags = new HashSet<string> { "p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "h4", "h5", "h6", "code", "pre", "hr", "a" },
        AllowedAttributes = new HashSet<string> { "href" },
        AllowedSchemes = new HashSet<string> { "https", "mailto" },
        UriAttributes = new HashSet<string> { "href" },
    };

    public static string ToHtml(string markdown)
    {
        var document = Markdig.Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            // The sheet has h1 to h3.
            heading.Level = Math.Min(heading.Level + 3, 6);
        }

        var sanitizer = new HtmlSanitizer(Allowed);
        // A relative address leads nowhere from a document that stands alone.
        sanitizer.FilterUrl += (_, link) => link.SanitizedUrl = Uri.TryCreate(link.OriginalUrl, UriKind.Absolute, out var address) && address.Scheme is "https" or "mailto" ? link.SanitizedUrl : null;
        return sanitizer.Sanitize(document.ToHtml(Pipeline));
    }
}
