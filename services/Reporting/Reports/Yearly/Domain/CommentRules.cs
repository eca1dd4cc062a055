using System.Text;
using HourExchange.Plumbing;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HourExchange.Reporting.Reports.Yearly.Domain;

/// <summary>What a comment may be. Pure.</summary>
internal static class CommentRules
{
    private const int ByteLimit = 100_000;
    private const int IndicatorLimit = 50;
    private const int IndicatorTextLimit = 200;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().Build();

    public static Refusal? Check(CommentContent content)
    {
        var parts = new[] { content.Findings, content.Principles, content.Issues, content.Perspectives }.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => part!).ToList();
        var indicators = content.Indicators ?? [];
        return parts.Sum(part => Encoding.UTF8.GetByteCount(part)) > ByteLimit ? Refusal.Invalid("comment-too-long", $"A comment has at most {ByteLimit} bytes.")
            : indicators.Count > IndicatorLimit ? Refusal.Invalid("indicators-too-many", $"A comment has at most {IndicatorLimit} indicators.")
            : indicators.Any(one => one.Name.Length is 0 or > IndicatorTextLimit || one.Value.Length is 0 or > IndicatorTextLimit)
                ? Refusal.Invalid("indicator-invalid", $"An indicator has a name and a value of 1 to {IndicatorTextLimit} characters.")
            : content.NothingToReport == (parts.Count > 0 || indicators.Count > 0) ? Refusal.Invalid("comment-empty", "A comment says something, or that there is nothing to report.")
            : parts.Any(HasHtml) ? Refusal.Invalid("comment-html", "A comment is Markdown without HTML, and its links are https or mailto.")
            : null;
    }

    private static bool HasHtml(string markdown) => Markdown.Parse(markdown, Pipeline).Descendants().Any(part => part switch
    {
        HtmlBlock or HtmlInline => true,
        LinkInline { IsImage: true } => true,
        LinkInline link => !IsAllowed(link.Url),
        AutolinkInline { IsEmail: false } link => !IsAllowed(link.Url),
        _ => false,
    });

    private static bool IsAllowed(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "mailto";
}
