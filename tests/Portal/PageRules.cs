using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using HourExchange.Tests.Kit.Browsing;

namespace HourExchange.Tests.Portal;

/// <summary>What every page keeps to, whatever it shows.</summary>
internal static partial class PageRules
{
    public static void Check(SeenPage page, string language)
    {
        var document = page.Document;
        var where = page.Address.PathAndQuery;
        Assert.Equal(language, document.DocumentElement.GetAttribute("lang"));
        Assert.True(document.QuerySelectorAll("h1").Length == 1, $"{where}: {document.QuerySelectorAll("h1").Length} h1");
        Assert.True(document.QuerySelectorAll("main").Length == 1, where);
        Assert.NotEmpty(document.Title!);
        // No script and no style but by files of our own.
        Assert.Empty(document.QuerySelectorAll("style, [style], script:not([src]), iframe, object, embed").Select(element => $"{where}: {element.OuterHtml}"));
        Assert.Empty(document.All.SelectMany(element => element.Attributes).Where(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)).Select(attribute => $"{where}: {attribute.Name}"));
        Assert.All(document.QuerySelectorAll("script[src], link[rel=stylesheet]"), element => Assert.StartsWith("/assets/", element.GetAttribute("src") ?? element.GetAttribute("href")));
        var policy = page.Headers["Content-Security-Policy"];
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.True(page.Headers["Cache-Control"] == "no-store", $"{where} ({page.Status}): {page.Headers["Cache-Control"]}: {page.Text}");
        CheckIds(document, where);
        CheckFields(document, where);
        CheckForms(document, where);
        // A code that has no words would stand there as itself, with its point.
        Assert.DoesNotMatch(CodeWithoutWords(), page.Text);
        // What has no text of its own is told by its type.
        Assert.DoesNotMatch(TypeName(), page.Text);
    }

    /// <summary>Where links of a page lead within the portal.</summary>
    public static IEnumerable<string> Links(SeenPage page) => page.Document.QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!)
        .Where(href => href.StartsWith('/') && !href.StartsWith("/langue/", StringComparison.Ordinal) && !href.StartsWith("/role", StringComparison.Ordinal)).Select(href => href.Split('#')[0]);

    private static void CheckIds(IDocument document, string where)
    {
        var ids = document.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
        Assert.Empty(ids.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => $"{where}: {same.Key} stands {same.Count()} times"));
        var referred = document.QuerySelectorAll("[aria-describedby]").SelectMany(element => element.GetAttribute("aria-describedby")!.Split(' '))
            .Concat(document.QuerySelectorAll("label[for]").Select(label => label.GetAttribute("for")!))
            .Concat(document.QuerySelectorAll("a[href^='#'], use[href^='#']").Select(link => link.GetAttribute("href")![1..]))
            .Concat(document.QuerySelectorAll("input[list]").Select(input => input.GetAttribute("list")!));
        Assert.Empty(referred.Except(ids).Select(id => $"{where}: nothing has the id {id}"));
    }

    private static void CheckFields(IDocument document, string where)
    {
        foreach (var control in document.QuerySelectorAll("input:not([type=hidden]), select, textarea"))
        {
            Assert.True(
                control.GetAttribute("aria-label") is { Length: > 0 } || control.Closest("label") is not null || document.QuerySelector($"label[for='{control.Id}']") is not null,
                $"{where}: {control.OuterHtml} has no label");
        }

        Assert.All(document.QuerySelectorAll("button"), button => Assert.False(string.IsNullOrWhiteSpace(button.TextContent), $"{where}: a button without words"));
        Assert.All(document.QuerySelectorAll("a[href]"), link => Assert.False(string.IsNullOrWhiteSpace(link.TextContent), $"{where}: a link without words: {link.OuterHtml}"));
        Assert.All(document.QuerySelectorAll("table"), table => Assert.False(string.IsNullOrWhiteSpace(table.QuerySelector("caption")?.TextContent), $"{where}: a table without caption"));
    }

    private static void CheckForms(IDocument document, string where) => Assert.All(document.Forms.Where(form => form.Method == "post"), form =>
        Assert.True(form.QuerySelector("input[name='__RequestVerificationToken']") is not null, $"{where}: a form without its token: {form.Action}"));

    [GeneratedRegex(@"\b(ToDo|Members?|Accounts|YearEnd|Year|Settlement|Statement|Proposals|Reconciliation|Netting|Programs|Providers|Away|Line|Agreements|Following|First|State|Field|Standing|Acts|Act|Register|Result|Requests|List|Fault|Minutes|Import|People|Correct|Yearly)\.[a-z]")]
    private static partial Regex CodeWithoutWords();

    [GeneratedRegex(@"\b(HourExchange|System)\.[A-Z]")]
    private static partial Regex TypeName();
}
